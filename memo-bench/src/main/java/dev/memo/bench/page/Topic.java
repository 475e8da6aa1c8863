// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import java.util.List;

/**
 * What a page is about. Immutable.
 *
 * @param command what measures it
 * @param targets the heading over the rows
 * @param picture a picture, in Markdown, or nothing
 * @param notes what to know of the works, in Markdown
 */
record Topic(String title, String command, String targets, String picture, String notes, List<Row> rows) {
    private static final String NOTES = """
            - **WovenHit**: keys are scattered `long`s. Peers box them, as a method `price(long)` must. All have a ttl of
              10 minutes and room for 10,000 entries, but for the bare map (neither) and jcabi (a ttl only).
              The hash of jcabi's keys is that of the method alone, so all its keys collide.
            - **IsolatedHit**: the first Kryo reads one registered class with one instance, which is the least it can do.
            - **TwoThreads**: "drawing a key alone" by two threads is the machine's own share.
            - **MissStoreEvict**, **Mixed**: Caffeine evicts on other threads (its default), as far as there are cores; "on
              its caller's thread" is the same with `executor(Runnable::run)`. Memo does all on its callers' threads.
            - **BytesPerEntry**: reachable bytes with 100,000 entries less those with one, key and table included; all
              entries have one value in common, which so counts for nothing. The key is the number alone; where the
              receiver counts by identity, each of Memo's entries also knows the object that was called.
            - **ColdKey**: milliseconds from the start of the load to the end of the last caller. Before JDK 21 the
              callers are a pool of 200 threads. "a latch by hand" is a `CountDownLatch` for each key of a map.
            - **ExpiryStall**: of each round the longest time from one hit to the next, in milliseconds; of all rounds the
              median. It includes whatever else the machine does meanwhile to that thread.
            - **Startup**: milliseconds from starting a JVM to its end, with the program and the annotations on the class
              path. "enabled=false" is what the JVM takes to load an agent, "nothing annotated" adds Memo's engine, "Memo"
              adds weaving one class and calling its method twice.
            """;

    private static final String DIRECT_NOTES = """
            - `dev.memo.Cache` beside Caffeine's `Cache`, in a JVM without the agent. Keys are `Long`s that were boxed
              before, drawn by Zipf's law. Both have a ttl of 10 minutes and room for 20,000 entries.
            - **DirectPut**: an older value is there. Caffeine does not renew an end that it set within the last second.
            - **DirectRemove**: each call removes a value and puts it back.
            - **DirectMix**: 70 reads, 20 writes and 10 removals in 100 calls; a read may find nothing.
            - **DirectEvict**: new keys, room for 10,000. Caffeine evicts on other threads (its default).
            - **DirectTtl**: an older value is there; no ttl, that of the cache, or one for each write.
            - **InsertFlatness**: 20,000 inserts into an empty cache with room for a million, in blocks of 500, medians
              over 41 repetitions block by block: the median block, and how many times that the largest took. Tables grow
              meanwhile.
            """;

    private static final String STORE_NOTES = """
            - Values are of 1,024 bytes at random under digests of 16 bytes, with an end. All peers of a work but for
              StoredHeapHit run in one JVM and take turns: in each round each does a little. "us" are microseconds.
            - **StoreHit**: 10,000 rows, drawn evenly; pages are in memory. The SELECT is by sqlite-jdbc from a table with a
              primary key and a value, prepared once, with the same PRAGMAs as the store has. A hit of the store also
              compares the whole key and reads ends and fingerprint. "A method's call" adds what comes with the heap: key
              and its digest, the look into the heap, the barrier, the frame's checks and decoding; its value is a record
              of 1.2 KB that Kryo alone decodes in the time given beside. The connection per call sets the same PRAGMAs.
            - **StoreWrites**: "Memo" is written behind, from the first put until all 5,000 of a round are in the file. Of
              single transactions there are 2,000 a round (50 where each is synced), as many as bring checkpoints. A
              commit with NORMAL survives the end of the process, one with FULL a power cut; the store has NORMAL.
              1,000 INSERTs in one transaction are what SQLite itself gains; Memo has up to 4,000 in one.
            - **StoreSize**: "few" are 10,000 rows, "many" 1,000,000 (200,000 with `--quick`); 5,000 are put
              in batches of 1,000, from opening the file to its being closed, so that what SQLite puts off is in it. "open"
              is from opening the file to the first hit. The INSERTs are into a table with a primary key of 16 bytes and a
              value, as above, which has one index; the store's values have four.
            - **StoredHeapHit**: as WovenHit of [the other page](benchmarks.md), without and with a store that has the
              results too; in three times as many rounds, a JVM each, as they differ by more than what is looked for.
            - **StoreCompression**: lines like those of JSON, of 1, 10 and 100 KiB. The store has the JDK's.
            """;

    Topic {
        rows = List.copyOf(rows);
    }

    /** Returns the page of memoized methods. */
    static Topic ofMethods() {
        String picture = "\n![Time per hit](benchmarks.svg)\n";
        return new Topic("Memo beside its peers", "./bench", "Targets", picture, NOTES, Targets.rows());
    }

    /** Returns the page of the store. */
    static Topic ofStore() {
        String title = "Memo's store beside bare SQLite";
        return new Topic(title, "./bench --store", "Targets", "", STORE_NOTES, StoreRows.rows());
    }

    /** Returns the page of the direct cache. */
    static Topic ofDirectCache() {
        String title = "Memo's direct cache beside Caffeine";
        return new Topic(title, "./bench --direct", "At a glance", "", DIRECT_NOTES, DirectRows.rows());
    }
}
