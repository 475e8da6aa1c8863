// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import static dev.memo.bench.page.Condition.beside;

import java.util.ArrayList;
import java.util.List;

/** What the direct cache is measured by, row by row; no targets are set. Stateless. */
final class DirectRows {
    private static final String OF_CAFFEINE = "of Caffeine's time";

    private DirectRows() {}

    static List<Row> rows() {
        return List.of(
                sized("DirectGet", "get"),
                sized("DirectPut", "put over an older value"),
                sized("DirectRemove", "remove and put back"),
                sized("DirectMix", "70% get, 20% put, 10% remove"),
                Row.of("DirectEvict", "put under a new key, which evicts", time("DirectEvict", "")),
                row("DirectTtl", "put, by the kind of its ttl", List.of("none", "fixed", "own"), ""),
                flatness());
    }

    private static Row sized(String work, String text) {
        return row(work, text, List.of("100", "1000", "10000"), " entries");
    }

    private static Row row(String work, String text, List<String> parameters, String unit) {
        List<Condition> conditions = new ArrayList<>();
        for (String parameter : parameters) {
            Condition time = time(work, " " + parameter);
            conditions.add(beside(parameter + unit + ": " + time.text(), time.measured()));
        }
        return new Row(work, text, conditions);
    }

    private static Condition time(String work, String parameter) {
        return beside(
                OF_CAFFEINE,
                r -> r.median(work, "memo" + parameter, "ns") / r.median(work, "caffeine" + parameter, "ns"));
    }

    private static Row flatness() {
        String work = "InsertFlatness";
        String figure = "largest / median";
        return Row.of(
                work,
                "insert up to 20,000 entries",
                time(work, ""),
                beside("largest block / median block", r -> r.median(work, "memo", figure)),
                beside("the same of Caffeine", r -> r.median(work, "caffeine", figure)),
                beside("the same of a bare map", r -> r.median(work, "map", figure)));
    }
}
