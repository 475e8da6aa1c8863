// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.traces;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** The keys that a program asked for, in order, numbered from 0 by first appearance. Immutable. */
final class KeyTrace {
    /** The traces that are shared with this project. */
    static final List<String> SHARED =
            List.of("cs", "cpp", "multi1", "loop", "2_pools", "sprite", "web07", "orm-night-1m", "w106-1m");

    final String name;
    final int distinct;
    private final int[] keys;

    KeyTrace(String name, int[] keys) {
        this.name = name;
        this.keys = keys;
        this.distinct = Arrays.stream(keys).max().orElse(-1) + 1;
    }

    /** Reads {@code name.keys.gz}: one number a line. */
    static KeyTrace read(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + ".keys.gz");
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            return new KeyTrace(name, in.lines().mapToInt(Integer::parseInt).toArray());
        }
    }

    int length() {
        return keys.length;
    }

    int key(int index) {
        return keys[index];
    }

    /** Returns the first so many of the keys. */
    KeyTrace first(int most) {
        return keys.length <= most ? this : new KeyTrace(name, Arrays.copyOf(keys, most));
    }

    /**
     * Returns how many hits there would be if the key that is needed last always made room (Belady, "A study of replacement
     * algorithms for a virtual-storage computer", 1966); each missed key is stored.
     */
    long optimalHits(int capacity) {
        int[] next = nextUses();
        TreeSet<Long> byNextUse = new TreeSet<>();
        long[] held = new long[distinct];
        Arrays.fill(held, -1);
        long hits = 0;
        for (int i = 0; i < keys.length; i++) {
            int key = keys[i];
            if (held[key] >= 0) {
                hits++;
                byNextUse.remove(held[key]);
            } else if (byNextUse.size() == capacity) {
                long last = byNextUse.last();
                byNextUse.remove(last);
                held[(int) (last % distinct)] = -1;
            }
            held[key] = (long) next[i] * distinct + key;
            byNextUse.add(held[key]);
        }
        return hits;
    }

    private int[] nextUses() {
        int[] next = new int[keys.length];
        int[] seen = new int[distinct];
        Arrays.fill(seen, Integer.MAX_VALUE);
        for (int i = keys.length - 1; i >= 0; i--) {
            next[i] = seen[keys[i]];
            seen[keys[i]] = i;
        }
        return next;
    }
}
