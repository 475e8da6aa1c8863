// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.circle.one;

import dev.memo.archtest.planted.circle.two.Back;

/** Planted. */
public record There(Back back) {}
