// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** What a JVM of {@link SqliteProcessesTest} does with the store that it shares. Prints what it has done. Stateless. */
final class StoreWorker {
    static final long STRIDE = 1_000_000;

    private StoreWorker() {}

    /** Arguments: what to do, the file, the number of this process, and how often. */
    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[2]);
        int times = Integer.parseInt(arguments[3]);
        Path file = Path.of(arguments[1]);
        try (SqliteStore store = SqliteStore.open(StoreSettings.at(file.toString()))) {
            switch (arguments[0]) {
                case "storm" -> inThreads(number, id -> storm(store, id, times));
                case "write" -> write(store, number, times);
                case "hold" -> hold(store);
                default -> inThreads(number, id -> count(store, file, id, times));
            }
        }
    }

    private static void inThreads(int process, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3, body -> {
            Thread thread = new Thread(body);
            thread.setDaemon(true); // so that the JVM ends when one of them throws
            return thread;
        });
        List<Future<Integer>> results = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            int id = process * 3 + thread;
            Callable<Integer> task = () -> work.run(id);
            results.add(threads.submit(task));
        }
        int sum = 0;
        for (Future<Integer> result : results) {
            sum += result.get();
        }
        threads.shutdown();
        System.out.println("done " + sum);
    }

    /** Puts keys of its own one by one and in batches, and keys that all others put, too. */
    private static int storm(SqliteStore store, int id, int times) {
        Random random = new Random(id);
        for (int i = 0; i < times; i++) {
            long own = id * STRIDE + i;
            long shared = random.nextInt(50);
            store.write(List.of(
                    StoreChange.put(Samples.key("own", own), Samples.value(own)),
                    StoreChange.put(Samples.key("shared", shared), Samples.value(shared)),
                    StoreChange.touch(Samples.key("shared", random.nextInt(50)), own, 1)));
            long read = random.nextInt(50);
            StoreValue value = store.read(Samples.key("shared", read));
            if (value != null && !Samples.isValueOf(read, value)) {
                throw new AssertionError("wrong value of " + read);
            }
        }
        return times;
    }

    /** Puts one key after the other until it is killed, and says each that was acknowledged. */
    private static void write(SqliteStore store, int process, int times) {
        for (int i = 0; i < times; i++) {
            long number = process * STRIDE + i;
            long shared = i % 20;
            store.write(List.of(
                    StoreChange.put(Samples.key("own", number), Samples.value(number)),
                    StoreChange.put(Samples.key("shared", shared), Samples.value(shared))));
            System.out.println("ack " + number);
        }
    }

    private static void hold(SqliteStore store) throws IOException {
        StoreLease lease = store.tryLease(Samples.key("held", 1), "holder", Duration.ofMinutes(10));
        System.out.println("held " + lease.granted());
        int end = System.in.read(); // until it is killed
        System.out.println("end " + end);
    }

    /** Adds one to a counter in the store as often as it is told to, each time under a lease, alone among all processes. */
    private static int count(SqliteStore store, Path file, int id, int times) throws IOException {
        StoreKey key = Samples.key("counter", 0);
        Path alone = file.resolveSibling("alone");
        int done = 0;
        while (done < times) {
            StoreLease lease = store.tryLease(key, "owner " + id, Duration.ofSeconds(30));
            if (!lease.granted()) {
                LockSupport.parkNanos(1_000_000);
                continue;
            }
            Files.createFile(alone); // throws if somebody else is in here
            StoreValue before = store.read(key);
            long count = before == null ? 0 : ByteBuffer.wrap(before.bytes()).getLong();
            byte[] next = ByteBuffer.allocate(8).putLong(count + 1).array();
            Files.delete(alone);
            if (!store.write(List.of(StoreChange.put(key, StoreValue.of(next, lease.token()), lease)))
                    .fenced()
                    .isEmpty()) {
                throw new AssertionError("fenced off without a reason");
            }
            done++;
        }
        return done;
    }

    /** What a thread does. */
    private interface Work {
        int run(int id) throws Exception;
    }
}
