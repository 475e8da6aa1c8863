// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * What a JVM of {@link CrashTest} does until it is killed: it has results stored, and notes in a file, which outlives it, what it
 * was told is done. Confined to one thread.
 */
final class CrashWorker {
    static final long STRIDE = 1_000_000;

    /** How many keys of each worker are invalidated and computed anew, again and again. */
    static final int RENEWED = 5;

    /** A pause of the whole process counts as this much: what is promised is promised of a process that runs. */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Memo memo;
    private final Results results;
    private final Promise promise;
    private final long first;
    private final OutputStream notes;
    private long activeNanos;
    private long lastNanos = System.nanoTime();
    private long version;

    private CrashWorker(Memo memo, Promise promise, long first, OutputStream notes) {
        this.memo = memo;
        this.results = memo.proxy(Results.class, new Kept(CrashWorker::wordOf, key -> new Version(key, version)));
        this.promise = promise;
        this.first = first;
        this.notes = notes;
    }

    /** Arguments: what is promised, the file of the store, the number of this process, and the file for notes. */
    public static void main(String[] arguments) throws IOException {
        Promise promise = Promise.valueOf(arguments[0]);
        long first = Long.parseLong(arguments[2]) * STRIDE;
        Memo memo = memo(Path.of(arguments[1]), promise);
        try (OutputStream notes = Files.newOutputStream(Path.of(arguments[3]))) {
            CrashWorker worker = new CrashWorker(memo, promise, first, notes);
            System.out.println("ready");
            int go = System.in.read();
            worker.work(new Random(first + go));
        }
    }

    static Memo memo(Path file, Promise promise) {
        DiskSettings disk = DiskSettings.at(file);
        return Memo.builder()
                .store("disk", promise == Promise.BEHIND ? disk : disk.writeThrough())
                .build();
    }

    private void work(Random random) throws IOException {
        for (long i = 0; i < STRIDE; i++) {
            if (promise == Promise.EARLY) {
                note("word", first + i);
            }
            String unused = results.word(first + i);
            if (promise != Promise.EARLY) {
                note("word", first + i);
            }
            unused = results.word(-1 - random.nextInt(20)); // others have these too
            if (i % 3 == 0) {
                renew(first + random.nextInt(RENEWED));
            }
            if (promise == Promise.BEHIND) {
                LockSupport.parkNanos(random.nextInt(300_000));
            }
        }
    }

    private void renew(long key) throws IOException {
        version++;
        note("try " + key, version);
        memo.method(Kept.class, "version").invalidate(key);
        note("gone " + key, version);
        Version unused = results.version(key);
        note("set " + key, version);
    }

    /** Notes something with how long the process has run until then, in microseconds. */
    private void note(String what, long number) throws IOException {
        long now = System.nanoTime();
        activeNanos += Math.min(now - lastNanos, LONGEST_NANOS);
        lastNanos = now;
        String line = what + " " + number + " " + TimeUnit.NANOSECONDS.toMicros(activeNanos) + "\n";
        notes.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns some hundred letters that only this number gives. */
    static String wordOf(long number) {
        Random random = new Random(number);
        StringBuilder word = new StringBuilder(number + ":");
        for (int i = 100 + random.nextInt(400); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /** What a worker may count on once a call has returned. */
    enum Promise {
        /** That the result is in the file. */
        THROUGH,
        /** That the result is in the file in a moment. */
        BEHIND,
        /** The same as {@link #THROUGH}, but the worker counts on it before the call: what comes of that must be found. */
        EARLY
    }

    /** What is remembered. */
    interface Results {
        String word(long number);

        Version version(long key);
    }

    /** The latest of a key's values, which tells which one it is. Immutable. */
    record Version(long key, long number, String word) {
        Version(long key, long number) {
            this(key, number, wordOf(key ^ (number << 20)));
        }
    }

    /** The methods that all processes have, with what they do in each. Immutable. */
    record Kept(LongFunction<String> words, LongFunction<Version> versions) implements Results {
        @Override
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        public String word(long number) {
            return words.apply(number);
        }

        @Override
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        public Version version(long key) {
            return versions.apply(key);
        }
    }
}
