// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import dev.memo.bench.probe.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes turns: in each round everybody does a little, so that what else happens on the machine meets all alike, and a median
 * over many rounds tells them apart. Confined to one thread.
 */
final class Rounds {
    private static final double NANOS = 1e3;

    private final Map<String, Turn> turns = new LinkedHashMap<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Step between = () -> {};

    /** Adds somebody who does something so many times a round. */
    Rounds add(String peer, int times, Step step) {
        return addMany(peer, times, () -> {
            for (int i = 0; i < times; i++) {
                step.run();
            }
        });
    }

    /** Adds somebody whose step does it so many times. */
    Rounds addMany(String peer, int times, Step step) {
        turns.put(peer, new Turn(times, step));
        return this;
    }

    /** Has something done after each round. */
    Rounds then(Step step) {
        between = step;
        return this;
    }

    /** Has something closed when all rounds are over. */
    <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }

    /** Plays rounds, and reports the microseconds of each but for the first ones. */
    void play(int warmups, int rounds) throws Exception {
        for (int round = -warmups; round < rounds; round++) {
            for (Map.Entry<String, Turn> turn : turns.entrySet()) {
                double micros = turn.getValue().micros();
                if (round >= 0) {
                    Report.print(turn.getKey(), "us", micros);
                }
            }
            between.run();
        }
        for (int i = opened.size(); i > 0; i--) {
            opened.get(i - 1).close();
        }
    }

    /** What is timed. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** What somebody does in each round. Immutable. */
    private record Turn(int times, Step step) {
        double micros() throws Exception {
            long began = System.nanoTime();
            step.run();
            return (System.nanoTime() - began) / NANOS / times;
        }
    }
}
