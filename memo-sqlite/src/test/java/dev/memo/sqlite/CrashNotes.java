// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.sqlite.CrashWorker.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one killed {@link CrashWorker} has noted, and what follows from it for the file. Confined to one thread. */
final class CrashNotes {
    /**
     * How old what is written behind may be when a kill loses it: the flush interval of 100 ms, and as much again and more for
     * the writing itself, on a machine with other things to do.
     */
    private static final long BEHIND_MICROS = TimeUnit.MILLISECONDS.toMicros(600);

    private final Promise promise;
    private final List<Word> words = new ArrayList<>();
    private final Map<Long, Renewed> renewed = new TreeMap<>();
    private long endMicros;

    private CrashNotes(Promise promise) {
        this.promise = promise;
    }

    /** Reads a file of notes; its last line may be torn. */
    static CrashNotes of(Path file, Promise promise) throws IOException {
        CrashNotes notes = new CrashNotes(promise);
        String all = Files.readString(file);
        List<String> lines = all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
        if (!lines.isEmpty()) {
            notes.endMicros = micros(lines.get(lines.size() - 1).split(" ", -1));
        }
        lines.forEach(line -> notes.add(line.split(" ", -1)));
        return notes;
    }

    private static long micros(String[] line) {
        return Long.parseLong(line[line.length - 1]);
    }

    private void add(String[] line) {
        if (line[0].equals("word")) {
            words.add(new Word(Long.parseLong(line[1]), endMicros - micros(line)));
            return;
        }
        Renewed key = renewed.computeIfAbsent(Long.parseLong(line[1]), any -> new Renewed());
        long version = Long.parseLong(line[2]);
        boolean promised = isPromised(endMicros - micros(line));
        switch (line[0]) {
            case "try" -> key.tried = version;
            case "gone" -> key.least = promised ? version : key.least;
            default -> key.set = promised ? version : key.set;
        }
    }

    private boolean isPromised(long ageMicros) {
        return promise != Promise.BEHIND || ageMicros > BEHIND_MICROS;
    }

    /**
     * Compares the notes with what the file has.
     *
     * @throws AssertionError if something is lost that must not be, or something is there that must not be
     */
    CrashLosses compare(CrashFile file) {
        CrashLosses losses = new CrashLosses();
        boolean lost = false;
        for (Word each : words) {
            boolean there = file.hasWord(each.number);
            if (!there && isPromised(each.ageMicros)) {
                throw new AssertionError("word " + each.number + " is lost, noted as done " + each.ageMicros
                        + " us before the end, with " + promise);
            }
            if (there && lost) {
                throw new AssertionError("word " + each.number + " is there, and an earlier one is not");
            }
            lost = !there;
            losses.count(there, each.ageMicros);
        }
        renewed.forEach((key, wanted) -> wanted.compare(key, file.version(key)));
        return losses;
    }

    /** Returns the words that the file has, which it must have for ever. */
    List<Long> kept(CrashFile file) {
        return words.stream().map(Word::number).filter(file::hasWord).toList();
    }

    private record Word(long number, long ageMicros) {}

    /** Of one key that was invalidated and computed anew: the least that the file must have, and the latest it may have. */
    private static final class Renewed {
        long tried;
        long least;
        long set;

        void compare(long key, @Nullable Long found) {
            String what = "version " + found + " of " + key + ", where " + set + " was set, all before " + least
                    + " invalidated, and " + tried + " begun";
            if (found == null ? tried == set : found < Math.max(least, set) || found > tried) {
                throw new AssertionError(what);
            }
        }
    }
}
