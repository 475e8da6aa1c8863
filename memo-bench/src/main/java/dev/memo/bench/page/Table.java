// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A table in Markdown, built cell by cell; the first row is its head. Confined to one thread. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        row(head);
    }

    /** Starts a row. */
    Table row(String... cells) {
        rows.add(new ArrayList<>(Arrays.asList(cells)));
        return this;
    }

    /** Adds a cell for each item to the last row. */
    <T> Table columns(List<T> items, Function<T, String> cell) {
        items.forEach(item -> rows.get(rows.size() - 1).add(cell.apply(item)));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|").append("---|".repeat(rows.get(0).size())).append('\n');
            }
        }
        return text.toString();
    }
}
