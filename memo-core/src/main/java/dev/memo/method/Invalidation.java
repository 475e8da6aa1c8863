// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a call of an invalidating method drops: a memoized method's result for one key, or all of them, or all
 * results with certain tags. Immutable.
 *
 * @param target the memoized method, in the class that declares it; for tags, the invalidating method itself
 * @param all whether all its results are dropped; then {@code receiver} is false and {@code arguments} is empty
 * @param before whether they are dropped before the invalidating method runs instead of after it has returned
 * @param receiver whether the object that the invalidating method is called on is the receiver part of the key
 * @param arguments for each part of the target's key, after the receiver, the index of the invalidating method's
 *     parameter that makes it; for a target with a key function, one for each of the target's parameters
 * @param tags whose results are dropped; if there are any, nothing else is
 * @param soft whether results are made stale in place of dropped, where their method serves stale ones
 */
public record Invalidation(
        MethodRef target,
        boolean all,
        boolean before,
        boolean receiver,
        List<Integer> arguments,
        List<TagTemplate> tags,
        boolean soft) {

    public Invalidation {
        arguments = List.copyOf(arguments);
        tags = List.copyOf(tags);
    }

    /** The invalidation of a memoized method's results. */
    public Invalidation(MethodRef target, boolean all, boolean before, boolean receiver, List<Integer> arguments) {
        this(target, all, before, receiver, arguments, List.of());
    }

    /** An invalidation that drops. */
    public Invalidation(
            MethodRef target,
            boolean all,
            boolean before,
            boolean receiver,
            List<Integer> arguments,
            List<TagTemplate> tags) {
        this(target, all, before, receiver, arguments, tags, false);
    }

    /** Returns the same, that makes results stale or drops them. */
    Invalidation soft(boolean softly) {
        return new Invalidation(target, all, before, receiver, arguments, tags, softly);
    }

    /** Returns whether it is about tags. */
    public boolean byTags() {
        return !tags.isEmpty();
    }

    /** Returns the invalidations as one line, for a constant in woven code. */
    public static String encode(List<Invalidation> invalidations) {
        List<String> lines = new ArrayList<>();
        for (Invalidation each : invalidations) {
            lines.add(each.encode());
        }
        return Fields.join(lines);
    }

    /**
     * Returns what {@link #encode(List)} was given.
     *
     * @throws IllegalArgumentException if the text was not made by this version of {@code encode}
     */
    public static List<Invalidation> decode(String text) {
        List<Invalidation> result = new ArrayList<>();
        for (String line : Fields.split(text)) {
            result.add(decodeOne(line));
        }
        return List.copyOf(result);
    }

    private String encode() {
        return Fields.join(List.of(
                target.owner(),
                target.name(),
                target.descriptor(),
                String.valueOf(all),
                String.valueOf(before),
                String.valueOf(receiver),
                Fields.numbers(arguments),
                TagTemplate.encode(tags),
                String.valueOf(soft)));
    }

    private static Invalidation decodeOne(String line) {
        List<String> parts = Fields.split(line, 9);
        return new Invalidation(
                new MethodRef(parts.get(0), parts.get(1), parts.get(2)),
                Fields.flag(parts.get(3)),
                Fields.flag(parts.get(4)),
                Fields.flag(parts.get(5)),
                Fields.numbers(parts.get(6)),
                TagTemplate.decode(parts.get(7)),
                Fields.flag(parts.get(8)));
    }
}
