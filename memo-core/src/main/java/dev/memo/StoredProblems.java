// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Barrier;
import dev.memo.codec.AllowPattern;
import dev.memo.method.StoreNames;
import dev.memo.method.ValueException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with how one cache keeps values in a store. Confined to one thread. */
final class StoredProblems {
    private static final int LONGEST = 200;

    private final Map<String, @Nullable Object> values;
    private final List<String> found;

    private StoredProblems(Map<String, @Nullable Object> values, List<String> found) {
        this.values = values;
        this.found = found;
    }

    /**
     * Adds what is wrong.
     *
     * @param memoized whether it is of a function
     * @param many whether that takes many keys at once
     */
    static void check(Map<String, @Nullable Object> values, boolean memoized, boolean many, List<String> found) {
        StoredProblems problems = new StoredProblems(values, found);
        problems.checkValues();
        if (values.get("store") == null) {
            problems.checkAlone();
            return;
        }
        problems.checkOthers(many);
        if (memoized && values.get("version") == null) {
            found.add(
                    "store is set, but values are good for the code that has computed them, and that of a function cannot"
                            + " be known. Add version(\"1\"), and another version whenever values change.");
        }
    }

    private void checkValues() {
        if (values.get("store") instanceof String name) {
            try {
                String unused = StoreNames.parse(name);
            } catch (ValueException e) {
                found.add(e.about("store"));
            }
        }
        if (values.get("storedType") instanceof Class<?> type && type.isPrimitive()) {
            found.add("the type of stored values must be a class, was " + type + ". Pass the class that wraps it.");
        }
        if (values.get("version") instanceof String version && (version.isBlank() || version.length() > LONGEST)) {
            found.add("version must have 1 to " + LONGEST + " characters and not be blank, was "
                    + (version.isBlank() ? "blank" : version.length() + " long") + ". Write \"1\", say.");
        }
        if (values.get("maxHeapBytes") instanceof Long bytes && bytes < 1) {
            found.add("maxHeapBytes must be at least 1, was " + bytes + ". Leave it out for no limit.");
        }
        if (values.get("allow") instanceof List<?> patterns) {
            patterns.forEach(pattern -> checkPattern((String) pattern));
        }
    }

    private void checkPattern(@Nullable String pattern) {
        if (pattern == null || !isPattern(pattern)) {
            found.add("allow must name classes or packages, was " + (pattern == null ? "null" : '"' + pattern + '"')
                    + ". Write it like \"net.acme.Order\", \"net.acme.*\" or \"net.acme.**\".");
        }
    }

    private static boolean isPattern(String pattern) {
        try {
            AllowPattern unused = new AllowPattern(pattern);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void checkAlone() {
        for (String setting : List.of("version", "allow", "maxHeapBytes")) {
            if (values.get(setting) != null) {
                found.add(setting + " is about values in a store, but none is named. Add store, or leave " + setting
                        + " out.");
            }
        }
    }

    private void checkOthers(boolean many) {
        for (String setting : List.of("soft", "hard")) {
            if (values.get(setting) != null) {
                found.add("store is set together with " + setting
                        + ", with which loads are run by threads of Memo's, which do not yet look in stores. Leave one of"
                        + " them out.");
            }
        }
        if (values.get("closeValues") != null) {
            found.add("store is set together with closeValues, but a value that is closed would be found in the store"
                    + " again. Leave one of them out.");
        }
        if (Boolean.TRUE.equals(values.get("dependencies"))) {
            found.add(
                    "store is set, but what a value was computed from is not kept there, so that dependencies could not"
                            + " drop it. Leave dependencies out.");
        }
        if (many && values.get("barrier") == Barrier.HOST) {
            found.add("barrier must be KEY or NONE, was HOST, though a function of many keys loads them in one go, and"
                    + " would have to wait for each. Use KEY, or memoize a function of one key.");
        }
    }
}
