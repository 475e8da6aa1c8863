// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import static dev.memo.bench.page.Condition.atLeast;
import static dev.memo.bench.page.Condition.atMost;
import static dev.memo.bench.page.Condition.beside;

import dev.memo.bench.run.Results;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What Memo has set out to reach, row by row. Stateless. */
final class Targets {
    /** A call of no bytes is measured as a little more, as the profiler itself allocates. */
    private static final double NO_BYTES = 0.5;

    private static final String MEMO = "memo";
    private static final String NONE = "0 B per call";

    private Targets() {}

    static List<Row> rows() {
        return List.of(
                wovenHit(),
                twoArguments(),
                noArguments(),
                proxyHit(),
                isolatedHit(),
                twoThreads(),
                missStoreEvict(),
                mixed(),
                bytesPerEntry(),
                hitAtMillion(),
                coldKey(),
                expiryStall(),
                startup());
    }

    private static Row wovenHit() {
        String work = "WovenHit";
        return Row.of(
                work,
                "woven hit, `price(long)`, shared value, ttl set, 1,000 keys Zipf",
                atMost(1 / 6.0, "≤ 1/6 (0.167) of Caffeine by hand", time(work, MEMO, "caffeine")),
                atMost(1 / 60.0, "≤ 1/60 (0.017) of Spring `@Cacheable`", time(work, MEMO, "spring")),
                atMost(1, "≤ 1 of a bare `ConcurrentHashMap.get`, boxed key", time(work, MEMO, "map")),
                atMost(NO_BYTES, NONE, bytes(work)));
    }

    private static Row twoArguments() {
        String work = "WovenHitTwoArguments";
        return Row.of(
                work,
                "woven hit, `(long, String)`, 4,000 keys",
                atMost(0.25, "≤ 1/4 (0.25) of Caffeine with a record key", time(work, MEMO, "caffeine")),
                atMost(0.9, "≤ 0.9 of a bare `ConcurrentHashMap`, record key", time(work, MEMO, "map")),
                atMost(NO_BYTES, NONE, bytes(work)));
    }

    private static Row noArguments() {
        String work = "NoArguments";
        return Row.of(
                work,
                "no-argument method",
                atMost(
                        2,
                        "≤ 2 ns above a volatile read",
                        r -> r.median(work, MEMO, "ns") - r.median(work, "volatileRead", "ns")),
                atMost(NO_BYTES, NONE, bytes(work)));
    }

    private static Row proxyHit() {
        String work = "ProxyHit";
        return Row.of(
                work,
                "proxy hit over an interface, same method",
                atMost(0.2, "≤ 1/5 (0.2) of Caffeine by hand", time(work, MEMO, "caffeine")),
                atMost(NO_BYTES, NONE, bytes(work)));
    }

    private static Row isolatedHit() {
        String work = "IsolatedHit";
        return Row.of(
                work,
                "isolated hit (a 10-field bean)",
                atMost(1.15, "≤ 1.15 of `Kryo.readObject` alone", time(work, MEMO, "kryo")),
                beside("Kryo alone as Memo needs it: any class, references", time(work, "kryoOpen", "kryo")));
    }

    private static Row twoThreads() {
        String work = "TwoThreads";
        return Row.of(
                work,
                "same hits with 2 threads",
                atMost(1.3, "≤ 1.3 of the time of one thread", time(work, MEMO, "memoAlone")),
                beside("the machine's own: drawing keys alone", time(work, "key", "keyAlone")));
    }

    private static Row missStoreEvict() {
        String work = "MissStoreEvict";
        return Row.of(
                work,
                "miss + store + evict at capacity",
                atLeast(1, "≥ 1 of Caffeine's throughput, `adaptive`", time(work, "caffeine", MEMO)),
                atLeast(1, "≥ 1 of Caffeine's throughput, `lru`", time(work, "caffeine", "memoLru")),
                beside(
                        "all on one thread, as Caffeine with `executor(Runnable::run)`",
                        time(work, "caffeineCaller", MEMO)));
    }

    private static Row mixed() {
        String work = "Mixed";
        return Row.of(
                work,
                "95% hits, 5% misses, Zipf, 2 threads",
                atLeast(2, "≥ 2 of Caffeine's throughput", time(work, "caffeine", MEMO)),
                beside("of Caffeine's with `executor(Runnable::run)`", time(work, "caffeineCaller", MEMO)));
    }

    private static Row bytesPerEntry() {
        String work = "BytesPerEntry";
        return Row.of(
                work,
                "heap bytes per entry, `long` key, small shared value, with ttl (JOL)",
                atMost(0.6, "≤ 0.6 of Caffeine's", ratio(work, MEMO, "caffeine", "bytes")),
                beside("with a receiver by identity", ratio(work, "memoReceiver", "caffeine", "bytes")));
    }

    private static Row hitAtMillion() {
        String work = "HitAtMillion";
        return Row.of(
                work,
                "cost per hit at 10^6 entries against 10^3",
                atMost(2.5, "≤ 2.5, Zipf", time(work, "memo 1000000 zipf", "memo 1000 zipf")),
                atMost(2.5, "≤ 2.5, uniform", time(work, "memo 1000000 uniform", "memo 1000 uniform")),
                beside("the memory's own: a bare map, Zipf", time(work, "map 1000000 zipf", "map 1000 zipf")),
                beside("a bare map, uniform", time(work, "map 1000000 uniform", "map 1000 uniform")));
    }

    private static Row coldKey() {
        String work = "ColdKey";
        return Row.of(
                work,
                "10,000 callers of one cold key (load 20 ms)",
                atMost(1, "1 load", r -> r.median(work, MEMO, "loads")),
                atMost(1.5, "last caller ≤ 1.5 of the load time", r -> r.median(work, MEMO, "ms") / 20),
                beside("the JDK's own: a bare latch", r -> r.median(work, "latch", "ms") / 20));
    }

    private static Row expiryStall() {
        String work = "ExpiryStall";
        return Row.of(
                work,
                "worst pause of a thread that keeps hitting while 10^6 entries expire in one tick",
                atMost(1, "≤ 1 ms", r -> r.median(work, MEMO, "ms")),
                beside("the machine's own: without any expiry", r -> r.median(work, "quiet", "ms")));
    }

    private static Row startup() {
        String work = "Startup";
        return Row.of(
                work,
                "JVM start with the agent, 1 annotated class, against none",
                atMost(250, "≤ 250 ms more", r -> r.median(work, MEMO, "ms") - r.median(work, "none", "ms")),
                beside(
                        "the JVM's own: an agent that does nothing (`enabled=false`)",
                        r -> r.median(work, "disabled", "ms") - r.median(work, "none", "ms")));
    }

    private static ToDoubleFunction<Results> time(String work, String of, String to) {
        return ratio(work, of, to, "ns");
    }

    private static ToDoubleFunction<Results> ratio(String work, String of, String to, String figure) {
        return r -> r.median(work, of, figure) / r.median(work, to, figure);
    }

    private static ToDoubleFunction<Results> bytes(String work) {
        return r -> r.median(work, MEMO, "B");
    }
}
