// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.unheard;

/** Planted. */
final class NoStage {}
