// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.link;

/** Planted. */
public final class Link {
    private Link() {}
}
