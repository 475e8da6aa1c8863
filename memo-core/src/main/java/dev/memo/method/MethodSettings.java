// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.region.Freshness;
import dev.memo.region.Nested;
import dev.memo.region.Stored;
import dev.memo.region.Waiting;
import java.util.ArrayList;
import java.util.List;

/**
 * How one method is memoized: its annotation, its class's defaults and its rules, resolved. Immutable.
 *
 * @param name the name in reports and statistics
 * @param ttlNanos how long a result is served after it was computed; 0 leaves it to the runtime, -1 is never ending
 * @param idleNanos how long a result is served after it was last asked for; 0 and -1 as for {@code ttlNanos}
 * @param barrier what one load is admitted per
 * @param receiver how the receiver takes part in the key; {@code IGNORE} for a static method
 * @param storage how results are kept
 * @param maxEntries how many results are kept at most; 0 leaves it to the runtime
 * @param maxBytes how many bytes they may take; 0 leaves it to the runtime
 * @param cacheNull whether {@code null} is remembered
 * @param policy the name of the eviction policy, in small letters; empty leaves it to the runtime
 * @param jitter by which share of it a ttl may come out shorter, 0 to 1
 * @param governor what happens when remembering gains nothing
 * @param keyFunction the binary name of the class that computes the key, empty if there is none
 * @param keyParameters the indices of the parameters that are in the key; all of them if there is a key function
 * @param waiting how callers wait for one another's loads
 * @param freshness what is done about results that age
 * @param tags what results can be invalidated by together
 * @param nested what is made of the memoized calls that the method makes
 * @param stored how results are kept in a store
 * @param code a digest of the method's code in hexadecimal digits, which stored results are good for; empty if it does not
 *     count
 */
public record MethodSettings(
        String name,
        long ttlNanos,
        long idleNanos,
        Barrier barrier,
        Receiver receiver,
        Storage storage,
        long maxEntries,
        long maxBytes,
        boolean cacheNull,
        String policy,
        double jitter,
        Governor governor,
        String keyFunction,
        List<Integer> keyParameters,
        Waiting waiting,
        Freshness freshness,
        List<TagTemplate> tags,
        Nested nested,
        Stored stored,
        String code) {

    /** A {@code ttlNanos} or {@code idleNanos} without end. */
    public static final long NEVER = Durations.NEVER;

    private static final int WITHOUT_TAGS = 16;
    private static final int ALL = 20;

    public MethodSettings {
        keyParameters = List.copyOf(keyParameters);
        tags = List.copyOf(tags);
    }

    /** Settings with the default way of waiting, of a method whose results just end, and have no tags. */
    public MethodSettings(
            String name,
            long ttlNanos,
            long idleNanos,
            Barrier barrier,
            Receiver receiver,
            Storage storage,
            long maxEntries,
            long maxBytes,
            boolean cacheNull,
            String policy,
            double jitter,
            Governor governor,
            String keyFunction,
            List<Integer> keyParameters) {
        this(
                name,
                ttlNanos,
                idleNanos,
                barrier,
                receiver,
                storage,
                maxEntries,
                maxBytes,
                cacheNull,
                policy,
                jitter,
                governor,
                keyFunction,
                keyParameters,
                Waiting.DEFAULT,
                Freshness.NONE,
                List.of(),
                Nested.DEFAULT,
                Stored.NONE,
                "");
    }

    /** Returns these settings with another way of waiting. */
    public MethodSettings with(Waiting other) {
        return with(other, freshness, tags, nested);
    }

    /** Returns the same with another freshness. */
    public MethodSettings with(Freshness other) {
        return with(waiting, other, tags, nested);
    }

    /** Returns the same with other tags. */
    MethodSettings tagged(List<TagTemplate> others) {
        return with(waiting, freshness, others, nested);
    }

    /** Returns the same with something else made of the memoized calls that the method makes. */
    public MethodSettings with(Nested other) {
        return with(waiting, freshness, tags, other);
    }

    /**
     * Returns the same with results kept in a store, or not.
     *
     * @param digest of the method's code in hexadecimal digits, empty if it does not count
     */
    public MethodSettings with(Stored other, String digest) {
        return new MethodSettings(
                name,
                ttlNanos,
                idleNanos,
                barrier,
                receiver,
                storage,
                maxEntries,
                maxBytes,
                cacheNull,
                policy,
                jitter,
                governor,
                keyFunction,
                keyParameters,
                waiting,
                freshness,
                tags,
                nested,
                other,
                digest);
    }

    private MethodSettings with(
            Waiting otherWaiting, Freshness otherFreshness, List<TagTemplate> otherTags, Nested otherNested) {
        return new MethodSettings(
                name,
                ttlNanos,
                idleNanos,
                barrier,
                receiver,
                storage,
                maxEntries,
                maxBytes,
                cacheNull,
                policy,
                jitter,
                governor,
                keyFunction,
                keyParameters,
                otherWaiting,
                otherFreshness,
                otherTags,
                otherNested,
                stored,
                code);
    }

    /** Returns the settings as one line, for a constant in woven code. */
    public String encode() {
        List<String> fields = new ArrayList<>(List.of(
                name,
                String.valueOf(ttlNanos),
                String.valueOf(idleNanos),
                barrier.name(),
                receiver.name(),
                storage.name(),
                String.valueOf(maxEntries),
                String.valueOf(maxBytes),
                String.valueOf(cacheNull),
                policy,
                String.valueOf(jitter),
                governor.name(),
                keyFunction,
                Fields.numbers(keyParameters),
                WaitingSettings.encode(waiting),
                FreshnessText.encode(freshness)));
        addRare(fields);
        return Fields.join(fields);
    }

    /** What few methods have is left out at the end. */
    private void addRare(List<String> fields) {
        String store = StoredSettings.encode(stored);
        boolean inStore = !store.isEmpty() || !code.isEmpty();
        String nest = NestedSettings.encode(nested);
        boolean nests = inStore || !nest.equals(NestedSettings.encode(Nested.DEFAULT));
        if (nests || !tags.isEmpty()) {
            fields.add(TagTemplate.encode(tags));
        }
        if (nests) {
            fields.add(nest);
        }
        if (inStore) {
            fields.add(store);
            fields.add(code);
        }
    }

    /**
     * Returns the settings that {@link #encode} was called on.
     *
     * @throws IllegalArgumentException if the text was not made by this version of {@code encode}
     */
    public static MethodSettings decode(String text) {
        List<String> parts = parts(text);
        return new MethodSettings(
                parts.get(0),
                Fields.number(parts.get(1)),
                Fields.number(parts.get(2)),
                Barrier.valueOf(parts.get(3)),
                Receiver.valueOf(parts.get(4)),
                Storage.valueOf(parts.get(5)),
                Fields.number(parts.get(6)),
                Fields.number(parts.get(7)),
                Fields.flag(parts.get(8)),
                parts.get(9),
                Double.parseDouble(parts.get(10)),
                Governor.valueOf(parts.get(11)),
                parts.get(12),
                Fields.numbers(parts.get(13)),
                WaitingSettings.decode(parts.get(14)),
                FreshnessText.decode(parts.get(15)),
                TagTemplate.decode(parts.get(16)),
                NestedSettings.decode(parts.get(17)),
                StoredSettings.decode(parts.get(18)),
                parts.get(19));
    }

    /** Returns all parts, those that were left out at the end empty. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>(Fields.split(text));
        int given = parts.size();
        while (parts.size() < ALL) {
            parts.add("");
        }
        if (given < WITHOUT_TAGS || parts.size() != ALL) {
            throw Fields.unreadable(text);
        }
        return parts;
    }
}
