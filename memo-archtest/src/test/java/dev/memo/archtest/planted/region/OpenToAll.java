// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

/** Planted. */
public class OpenToAll {}
