// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.Memo;
import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** What a JVM of {@link HostBarrierProcessesTest} does with the store that it shares. Prints what it has done. Stateless. */
final class HostWorker {
    static final int KEYS = 5;
    static final int THREADS = 8;

    private static final BufferedReader LINES =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private HostWorker() {}

    /** Arguments: what to do, the file, and the folder where each load leaves a file. */
    public static void main(String[] arguments) throws Exception {
        Path loads = Path.of(arguments[2]);
        Memo memo = Memo.builder().store("disk", Path.of(arguments[1])).build();
        if (arguments[0].equals("storm")) {
            storm(memo.proxy(Words.class, new Answers(key -> counted(key, loads))));
        } else {
            System.out.println("got "
                    + memo.proxy(Words.class, new Answers(HostWorker::told)).word(1));
        }
        memo.closeStores();
        System.out.println("end");
    }

    private static void storm(Words words) throws Exception {
        System.out.println("ready");
        LINES.readLine();
        CountDownLatch all = new CountDownLatch(THREADS);
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int first = i;
            CompletableFuture<Integer> result = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                all.countDown();
                result.complete(ask(words, first));
            });
            thread.setDaemon(true); // so that the JVM ends when one of them throws
            thread.start();
            results.add(result);
        }
        int right = 0;
        for (CompletableFuture<Integer> result : results) {
            right += result.join();
        }
        System.out.println("done " + right);
    }

    /** Asks for all keys, from another one on in each thread; returns how many answers were right. */
    private static int ask(Words words, int first) {
        int right = 0;
        for (int i = 0; i < KEYS; i++) {
            int key = (first + i) % KEYS;
            right += words.word(key).equals("word " + key) ? 1 : 0;
        }
        return right;
    }

    /** What is asked for, of whatever kind. */
    interface Words {
        String word(int key);
    }

    /** Leaves a file for each load, which takes a while. */
    private static String counted(int key, Path loads) {
        try {
            Files.createTempFile(loads, "load-" + key + "-", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LockSupport.parkNanos(50_000_000); // so that others come meanwhile
        return "word " + key;
    }

    /** Says that it loads, and goes on when it is told to. */
    private static String told(int key) {
        System.out.println("loading " + key);
        try {
            return "late " + LINES.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The method that all processes have, with what it does in each. */
    record Answers(IntFunction<String> load) implements Words {
        @Override
        @Cached(store = "disk", barrier = Barrier.HOST, receiver = Receiver.IGNORE)
        public String word(int key) {
            return load.apply(key);
        }
    }
}
