// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.frame.FrameOptions;
import dev.memo.frame.SealKeyFile;
import dev.memo.link.StoreChoice;
import dev.memo.link.StoreChoice.Life;
import dev.memo.link.StoreChoice.Writes;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StorePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a runtime keeps results in a file, beside the heap: {@code DiskSettings.at(Path.of("memo.db")).maxBytes(1L << 30)}.
 * Each method returns other settings and leaves these as they are. What is wrong with them is said by
 * {@link MemoBuilder#build}, all at once. Immutable.
 */
public final class DiskSettings {
    private final Map<String, @Nullable Object> values;

    private DiskSettings(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /**
     * Returns the default settings: written behind, without limits and encryption.
     *
     * @param file is made if it is not there, for its owner only; processes may share one
     */
    public static DiskSettings at(Path file) {
        return new DiskSettings(Map.of()).with("file", file);
    }

    /**
     * Has results encrypted, by AES-256-GCM; they are not if left out.
     *
     * @param file holds 32 bytes, or these in Base64, and is closed to all but its owner; it is read by
     *     {@link MemoBuilder#build}
     */
    public DiskSettings key(Path file) {
        return with("key", file);
    }

    /**
     * Has a result in the file before the call that computes it returns, so that it survives the death of the process, and an
     * invalidation before the call that asks for it does.
     *
     * <p>If left out, results are written behind, many at a time, some tenth of a second later. If the process is killed,
     * results of that time are lost, which costs a computation each. An invalidation is written at once, but by another
     * thread, after the call that asked for it has returned: killed in that moment, or while the file cannot be written,
     * the process may lose it too, and the next one finds what was to be forgotten. A process that ends by itself writes all.
     *
     * <p>Either way it is the file that forgets. What other processes have in their heaps stays there until its life is over:
     * they are not told, and see of an invalidation only that the file has nothing when they look there next.
     */
    public DiskSettings writeThrough() {
        return with("writes", Writes.THROUGH);
    }

    /**
     * Has results of so many encoded bytes or more compressed, where that makes them shorter; none is if left out. Text
     * takes a third to a fifth then, which pays where the file is to stay small: compressing takes longer than writing.
     *
     * @param bytes at least 1; under some hundred there is little to gain. Whatever it is, what was stored with another
     *     number or none is read
     */
    public DiskSettings compressFrom(int bytes) {
        return with("compressFrom", bytes);
    }

    /** Sets how many bytes all results together may take in the file, at least 1; no limit if left out. */
    public DiskSettings maxBytes(long bytes) {
        return with("maxBytes", bytes);
    }

    /** Sets how many results there may be in the file, at least 1; no limit if left out. */
    public DiskSettings maxEntries(long entries) {
        return with("maxEntries", entries);
    }

    /** Sets which results go from the file when there is no room; {@code LRU} if left out. */
    public DiskSettings policy(StorePolicy policy) {
        return with("policy", policy);
    }

    /**
     * Sets how long results live from when they were computed or put, in the file and so in the heap, whatever methods and
     * caches say: of their ttl and this one the shorter counts. Positive; no limit if left out.
     */
    public DiskSettings ttl(Duration ttl) {
        return with("ttl", ttl);
    }

    /** Sets how long results live that nobody reads, as {@link #ttl} does. Positive; no limit if left out. */
    public DiskSettings idle(Duration idle) {
        return with("idle", idle);
    }

    private DiskSettings with(String setting, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new HashMap<>(values);
        changed.put(setting, value);
        return new DiskSettings(changed);
    }

    /** Returns what is wrong. Reads the file with the key. */
    List<String> problems() {
        List<String> found = new ArrayList<>();
        requireGiven("file", "Name the file of the store.", found);
        requireGiven("key", "Leave it out for no encryption.", found);
        requireGiven("policy", "Leave it out for LRU.", found);
        requireLife("ttl", found);
        requireLife("idle", found);
        requirePositive("maxBytes", found);
        requirePositive("maxEntries", found);
        if (values.get("compressFrom") instanceof Integer least && least < 1) {
            found.add("compressFrom must be at least 1, was " + least + ". Leave it out for no compression.");
        }
        if (values.get("key") instanceof Path key) {
            try {
                var unused = SealKeyFile.read(key);
            } catch (IllegalArgumentException e) {
                found.add("key " + e.getMessage());
            }
        }
        return found;
    }

    private void requireGiven(String setting, String remedy, List<String> found) {
        if (values.containsKey(setting) && values.get(setting) == null) {
            found.add(setting + " must not be null, was null. " + remedy);
        }
    }

    private void requirePositive(String setting, List<String> found) {
        if (values.get(setting) instanceof Long limit && limit < 1) {
            found.add(setting + " must be at least 1, was " + limit + ". Leave it out for no limit.");
        }
    }

    private void requireLife(String setting, List<String> found) {
        requireGiven(setting, "Leave it out for no limit.", found);
        if (values.get(setting) instanceof Duration life && (life.isZero() || life.isNegative())) {
            found.add(setting + " must be positive, was " + life + ". Leave it out for no limit.");
        }
    }

    /** Returns what the engine is told, if nothing is wrong. */
    StoreChoice choice() {
        StoreLimits limits = new StoreLimits(
                value("maxEntries", StoreLimits.NONE.maxEntries()),
                value("maxBytes", StoreLimits.NONE.maxBytes()),
                StoreLimits.NONE.maxEntryShare(),
                value("policy", StoreLimits.NONE.policy()));
        String key = values.get("key") instanceof Path path ? path.toString() : "";
        Life life = new Life(nanos("ttl"), nanos("idle"));
        return new StoreChoice(
                String.valueOf(values.get("file")),
                key,
                value("writes", Writes.BEHIND),
                limits,
                life,
                value("compressFrom", FrameOptions.NEVER));
    }

    private long nanos(String setting) {
        return values.get(setting) instanceof Duration life ? CacheSeam.nanos(life) : 0;
    }

    @SuppressWarnings("unchecked") // each setting is put in with its type
    private <T> T value(String setting, T otherwise) {
        Object value = values.get(setting);
        return value == null ? otherwise : (T) value;
    }
}
