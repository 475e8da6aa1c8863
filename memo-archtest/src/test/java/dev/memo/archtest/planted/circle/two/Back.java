// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.circle.two;

import dev.memo.archtest.planted.circle.one.There;

/** Planted. */
public record Back(There there) {}
