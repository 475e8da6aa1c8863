// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Memoized methods that call one another along random edges, cycles included, down to a bounded depth of calls.
 *
 * <p>A node is a method and a key. What a node returns does not depend on how deep it was called, so it can be checked;
 * which nodes it calls does, so that two threads wait for each other in both directions. Thread-safe.
 */
final class CallGraph {
    private static final int DEPTH = 5;

    private final List<LinkedMethod> methods = new ArrayList<>();
    private final int[][][] edges;
    private final int keys;
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    private CallGraph(Random random, int methods, int keys) {
        this.keys = keys;
        this.edges = new int[methods * keys][][];
        for (int node = 0; node < edges.length; node++) {
            edges[node] = new int[random.nextInt(4)][];
            for (int i = 0; i < edges[node].length; i++) {
                edges[node][i] = new int[] {random.nextInt(methods), random.nextInt(keys)};
            }
        }
    }

    /** Makes a graph with a method for each barrier. */
    static CallGraph random(Random random, int keys, Barrier... barriers) {
        Engine engine = new Engine(EngineSettings.defaults());
        CallGraph graph = new CallGraph(random, barriers.length, keys);
        for (int i = 0; i < barriers.length; i++) {
            int index = i;
            graph.methods.add(LinkedMethod.of(
                    engine, Changed.barrier(barriers[i]), a -> graph.original(index, (int) a[0]), int.class));
        }
        return graph;
    }

    /** Calls random nodes, and forgets one now and then; returns how many results were wrong. */
    int walk(Random random, int calls) {
        int wrong = 0;
        for (int i = 0; i < calls; i++) {
            int method = random.nextInt(methods.size());
            int key = random.nextInt(keys);
            wrong += Integer.valueOf(value(method, key)).equals(call(method, key)) ? 0 : 1;
            if (random.nextInt(3) == 0) {
                methods.get(random.nextInt(methods.size())).invalidate(random.nextInt(keys));
            }
        }
        return wrong;
    }

    /** Returns how often each wait was refused, or a thread met its own flight, over all methods. */
    long bypasses() {
        return methods.stream().mapToLong(m -> m.stats().bypasses()).sum();
    }

    /** Returns how often a thread waited for another's load. */
    long waits() {
        return methods.stream().mapToLong(m -> m.stats().waits()).sum();
    }

    @SuppressWarnings("ThreadPriorityCheck") // so that loads overlap on few processors too
    private int original(int method, int key) {
        int deep = depth.get();
        if (deep < DEPTH) {
            depth.set(deep + 1);
            try {
                for (int[] edge : edges[method * keys + key]) {
                    Thread.yield();
                    if (!Integer.valueOf(value(edge[0], edge[1])).equals(call(edge[0], edge[1]))) {
                        return -1;
                    }
                }
            } finally {
                depth.set(deep);
            }
        }
        return value(method, key);
    }

    private @Nullable Object call(int method, int key) {
        try {
            return methods.get(method).call(key);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static int value(int method, int key) {
        return 1_000 * method + key;
    }
}
