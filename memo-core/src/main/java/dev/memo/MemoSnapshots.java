// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.SnapshotException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** How {@link Memo} keeps results, or the calls that gave them, beyond the process. Thread-safe. */
abstract sealed class MemoSnapshots extends MemoInvalidations permits Memo {
    MemoSnapshots(BiFunction<String, Object[], Object> service) {
        super(service);
    }

    /**
     * Writes to this runtime's stores what waits to be written, for some seconds at most, and closes them; memoized methods go
     * on with the heap. When the JVM ends, that is done anyway. Of the agent's runtime, it closes everybody's stores.
     */
    public void closeStores() {
        Object unused = service.apply("closeStores", new Object[0]);
    }

    /**
     * Saves the results of memoized methods, and what direct caches keep, to a file, the most used first, so that a later process can {@link #load} them. No
     * database is needed. The file is replaced as a whole, once all of it is on the disk; only its owner may read it.
     *
     * <p>Saved is what could be kept in a store as well: of methods without {@code dependencies}, the outcomes of asynchronous ones too, for arguments that
     * are the same in every process, of classes that the method declares; and of caches, keys and values that are made of the JDK's
     * own types and have no tags, but not what memoized functions keep, as their code cannot be known. The report counts what is left out. What a snapshot
     * had brought and nobody has asked for since is carried on, through seven of them. Runs code of the results' classes, on
     * this thread; other threads are not held up, and what they change meanwhile is in the file or not.
     *
     * @param file its folder must exist
     * @throws SnapshotException if it cannot be written; an older file stays
     */
    public SnapshotReport save(Path file) {
        return SnapshotReport.of(service, "save", file, 0);
    }

    /**
     * Takes in the results of a snapshot that {@link #save} has written, for methods that were called already and those that
     * will be, and for caches that are open already or will be. A cache has them at once; a method's result is looked at when its method asks for it: a method whose code, key or result's classes have changed since loads
     * anew, and so does one whose time is over, which has gone on meanwhile. Results that are here already are newer, and
     * stay. What the limits have no room for is left out, the least used first, and what was taken in is the first to make room
     * later.
     *
     * <p>An invalidation, of a tag too, drops what was taken in as well. One that came after the save and before the load is not known to the
     * file: who loads an older snapshot has the older results. Reads the file twice, on this thread, and decodes nothing.
     *
     * @throws SnapshotException if it cannot be read as a whole, is damaged, or something else; then nothing has changed
     */
    public SnapshotReport load(Path file) {
        return SnapshotReport.of(service, "load", file, 0);
    }

    /**
     * Records the arguments of the most used results of static woven methods, in place of the results: for results that a
     * later process shall compute anew, by {@link #warmUp}. The file is written as {@link #save} does. Methods that need an
     * object, and those whose key lacks an argument, cannot be called by it, and are left out. What {@link #warmUp} was given
     * and has not begun, as its method was not called in this process perhaps, is carried on behind them, through seven files.
     *
     * @param file its folder must exist
     * @param most how many at most, at least 1
     * @throws SnapshotException if it cannot be written; an older file stays
     */
    public SnapshotReport saveKeys(Path file, int most) {
        return SnapshotReport.of(service, "saveKeys", file, atLeastOne("saveKeys", most));
    }

    /**
     * Calls methods with the arguments that {@link #saveKeys} has recorded, the most used first, by one thread in the background,
     * so that their results are there before somebody waits for them. A method's calls begin when the application has called
     * it once: no class is loaded for them. They are calls like others, with all that the methods do; what these throw is
     * counted. Returns at once.
     *
     * @param file replaces recorded calls that were not begun
     * @param perSecond how many calls are made in a second at most, at least 1
     * @return how many calls there are to make
     * @throws SnapshotException if the file cannot be read as a whole; then nothing has changed
     */
    public long warmUp(Path file, int perSecond) {
        return SnapshotReport.of(service, "warmUp", file, atLeastOne("warmUp", perSecond))
                .results();
    }

    /** Returns how far the warm-up has come. */
    public WarmUpReport warmUpReport() {
        long[] counts = (long[]) service.apply("warmUpCounts", new Object[0]);
        return new WarmUpReport(counts[0], counts[1], counts[2]);
    }

    /** Makes no more recorded calls but the one that is under way. */
    public void stopWarmUp() {
        Object unused = service.apply("stopWarmUp", new Object[0]);
    }

    private static int atLeastOne(String operation, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("memo." + operation + ": the number must be at least 1, was " + number
                    + ". Pass how many keys there may be, or calls in a second.");
        }
        return number;
    }
}
