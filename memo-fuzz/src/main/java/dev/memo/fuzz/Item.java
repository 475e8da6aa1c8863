// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.util.List;

/** A value of an application's. Immutable. */
record Item(String name, int count, List<Item> parts) {
    /** An item with two generations of parts. */
    static Item sample() {
        Item leaf = new Item("leaf", 1, List.of());
        return new Item("root", -5, List.of(leaf, leaf, new Item("inner", 2, List.of(leaf))));
    }
}
