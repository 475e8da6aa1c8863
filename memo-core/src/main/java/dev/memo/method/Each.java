// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;

/**
 * How a method that takes many keys at once is remembered: an entry for each of them. Immutable.
 *
 * @param parameter the index of the parameter with the keys
 * @param asSet whether that is a set, else it is a list or what a list is
 * @param toList whether the method returns a list, one result for each key; else a map
 * @param isStatic whether the method is called without an object
 * @param item the method whose entries they are: the one that takes a single key; where there is none, one of the same name
 *     that nobody has declared
 * @param settings that method's
 */
public record Each(
        int parameter, boolean asSet, boolean toList, boolean isStatic, MethodRef item, MethodSettings settings) {
    private static final int FIELDS = 8;

    /** Returns all as one line, for a constant in woven code. */
    public String encode() {
        return Fields.join(List.of(
                String.valueOf(parameter),
                String.valueOf(asSet),
                String.valueOf(toList),
                String.valueOf(isStatic),
                item.owner(),
                item.name(),
                item.descriptor(),
                settings.encode()));
    }

    /**
     * Returns what {@link #encode} was called on.
     *
     * @throws IllegalArgumentException if the text was not made by this version of {@code encode}
     */
    public static Each decode(String text) {
        List<String> parts = Fields.split(text, FIELDS);
        return new Each(
                (int) Fields.number(parts.get(0)),
                Fields.flag(parts.get(1)),
                Fields.flag(parts.get(2)),
                Fields.flag(parts.get(3)),
                new MethodRef(parts.get(4), parts.get(5), parts.get(6)),
                MethodSettings.decode(parts.get(7)));
    }
}
