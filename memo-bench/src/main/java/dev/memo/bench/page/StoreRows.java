// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import static dev.memo.bench.page.Condition.atLeast;
import static dev.memo.bench.page.Condition.atMost;
import static dev.memo.bench.page.Condition.beside;

import dev.memo.bench.run.Results;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the store has set out to reach, row by row. Stateless. */
final class StoreRows {
    private static final String MEMO = "memo";
    private static final double TEN = 10;

    private StoreRows() {}

    static List<Row> rows() {
        return List.of(hit(), writes(), heapHit(), size(), compression());
    }

    private static Row hit() {
        String work = "StoreHit";
        return Row.of(
                work,
                "store hit, 1 KiB value, warm page cache",
                atMost(1.3, "≤ 1.3 of a bare prepared `SELECT`", us(work, MEMO, "bare")),
                atLeast(20, "a connection per call ≥ 20 times as long", us(work, "perCall", MEMO)),
                beside("a method's call that is a hit of the store, of the `SELECT`", us(work, "memoMethod", "bare")));
    }

    private static Row writes() {
        String work = "StoreWrites";
        return Row.of(
                work,
                "write behind, 1 KiB values",
                atLeast(TEN, "a transaction per put, Memo's own ≥ 10 times as long", us(work, "memoThrough", MEMO)),
                atLeast(TEN, "bare SQL, synchronous=NORMAL ≥ 10", us(work, "bareNormal", MEMO)),
                atLeast(TEN, "bare SQL, synchronous=FULL ≥ 10", us(work, "bareFull", MEMO)),
                atLeast(TEN, "bare SQL, SQLite's defaults ≥ 10", us(work, "bareDefaults", MEMO)),
                beside("what SQLite itself gains by 1,000 in one", us(work, "bareNormal", "bareTogether")),
                beside("write behind, of that", us(work, MEMO, "bareTogether")));
    }

    private static Row heapHit() {
        String work = "StoredHeapHit";
        return Row.of(
                work,
                "heap hit with the store configured, against none",
                atMost(1.05, "1.0 (within noise: ≤ 1.05)", ratio(work, "memoStored", MEMO, "ns")));
    }

    private static Row size() {
        String work = "StoreSize";
        return Row.of(
                work,
                "a store of 10^6 rows",
                atMost(2, "an insert ≤ 2 of one into 10^4 rows", us(work, "memo many", "memo few")),
                beside("bare SQL, 1,000 INSERTs in a transaction", us(work, "bareTogether many", "bareTogether few")),
                atMost(1_000, "opened, to the first hit, < 1 s (in ms)", r -> r.median(work, "memo open", "ms")));
    }

    private static Row compression() {
        return Row.of("StoreCompression", "compression of text-like values");
    }

    private static ToDoubleFunction<Results> us(String work, String one, String other) {
        return ratio(work, one, other, "us");
    }

    private static ToDoubleFunction<Results> ratio(String work, String one, String other, String figure) {
        return r -> r.median(work, one, figure) / r.median(work, other, figure);
    }
}
