// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import java.util.Map;

/** How the page calls those who did the work. Stateless. */
final class Names {
    private static final Map<String, String> PEERS = Map.ofEntries(
            Map.entry("memo", "Memo"),
            Map.entry("memoLru", "Memo, lru"),
            Map.entry("memoAlone", "Memo, one thread"),
            Map.entry("memoReceiver", "Memo, with a receiver by identity"),
            Map.entry("memoCodec", "Memo's codec alone"),
            Map.entry("map", "ConcurrentHashMap"),
            Map.entry("caffeine", "Caffeine by hand"),
            Map.entry("caffeineCaller", "Caffeine by hand, evicting on its caller's thread"),
            Map.entry("latch", "a latch by hand"),
            Map.entry("cache2k", "cache2k"),
            Map.entry("guava", "Guava"),
            Map.entry("ehcache", "Ehcache 3, heap"),
            Map.entry("spring", "Spring @Cacheable"),
            Map.entry("springSync", "Spring @Cacheable(sync)"),
            Map.entry("jetcache", "JetCache @Cached"),
            Map.entry("jcabi", "jcabi @Cacheable"),
            Map.entry("key", "(drawing a key alone)"),
            Map.entry("keyAlone", "(drawing a key alone, one thread)"),
            Map.entry("volatileRead", "volatile read"),
            Map.entry("kryo", "Kryo.readObject alone"),
            Map.entry("kryoPooled", "Kryo.readObject alone, Kryo's pool"),
            Map.entry("kryoOpen", "Kryo.readClassAndObject alone, class by name, references"),
            Map.entry("quiet", "Memo, nothing expires"),
            Map.entry("memoMethod", "Memo, a method's call that is a hit of the store"),
            Map.entry("memoStored", "Memo, with the store configured"),
            Map.entry("memoThrough", "Memo, written through, a transaction each"),
            Map.entry("bare", "a prepared SELECT"),
            Map.entry("perCall", "a connection per call: open, SELECT, close"),
            Map.entry("bareTogether", "INSERTs, 1,000 in a transaction"),
            Map.entry("bareNormal", "a transaction per INSERT, WAL, synchronous=NORMAL"),
            Map.entry("bareFull", "a transaction per INSERT, WAL, synchronous=FULL"),
            Map.entry("bareDefaults", "a transaction per INSERT, SQLite's defaults"),
            Map.entry("deflate", "JDK, DEFLATE level 1"),
            Map.entry("zstd", "zstd-jni, level 1"),
            Map.entry("lz4", "lz4-java (at.yawk)"),
            Map.entry("none", "no agent"),
            Map.entry("disabled", "agent, enabled=false"),
            Map.entry("unused", "agent, nothing annotated"));

    private Names() {}

    /** Returns the name of a peer; its parameters are kept. */
    static String of(String peer) {
        int space = peer.indexOf(' ');
        String name = space < 0 ? peer : peer.substring(0, space);
        return PEERS.getOrDefault(name, name) + (space < 0 ? "" : "," + peer.substring(space));
    }

    /** Returns what a figure's numbers are. */
    static String ofFigure(String figure) {
        return switch (figure) {
            case "ns" -> "ns per call";
            case "B" -> "B per call";
            case "bytes" -> "bytes per entry";
            case "us" -> "us";
            case "ms" -> "ms";
            default -> figure;
        };
    }
}
