// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Finds what somebody may have meant by a misspelt name. Stateless and thread-safe. */
public final class Nearest {
    private static final int SHOWN = 3;

    private Nearest() {}

    /**
     * Returns up to three candidates, nearest first: those whose names differ in at most a third of the wanted one's
     * last word and at most four characters.
     */
    static <T> List<T> to(String wanted, Iterable<T> candidates, Function<T, String> nameOf) {
        int word = wanted.length() - (wanted.lastIndexOf('.') + 1);
        int limit = Math.max(1, Math.min(4, word / 3));
        Map<T, Integer> distances = new LinkedHashMap<>();
        for (T candidate : candidates) {
            int distance = distance(lower(wanted), lower(nameOf.apply(candidate)), limit);
            if (distance <= limit) {
                distances.put(candidate, distance);
            }
        }
        List<T> found = new ArrayList<>(distances.keySet());
        found.sort(Comparator.comparing(distances::get));
        return List.copyOf(found.subList(0, Math.min(SHOWN, found.size())));
    }

    /** Returns up to three of the names that are near the wanted one, nearest first. */
    public static List<String> to(String wanted, Iterable<String> candidates) {
        return to(wanted, candidates, Function.identity());
    }

    /** Returns {@code Did you mean a, b or c?}, or the other sentence if there is no candidate. */
    public static String question(List<String> candidates, String otherwise) {
        return candidates.isEmpty() ? otherwise : "Did you mean " + join(candidates, "or") + "?";
    }

    /** Returns {@code a, b and c}. */
    public static String join(List<String> texts, String conjunction) {
        int last = texts.size() - 1;
        return last < 1
                ? String.join("", texts)
                : String.join(", ", texts.subList(0, last)) + " " + conjunction + " " + texts.get(last);
    }

    /** Returns Levenshtein's distance, or anything above the limit if it is above. */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            above = row(a.charAt(i - 1), b, above);
        }
        return above[b.length()];
    }

    private static int[] row(char c, String b, int[] above) {
        int[] row = new int[above.length];
        row[0] = above[0] + 1;
        for (int j = 1; j < row.length; j++) {
            int replaced = above[j - 1] + (c == b.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
        }
        return row;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
