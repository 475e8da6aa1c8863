// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.Memo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A library's methods that take many keys at once, for rules: it knows nothing of Memo, but for what is printed. */
public final class Many {
    private static final List<Object> ASKED = new ArrayList<>();

    private Many() {}

    static int price(long id) {
        ASKED.add(id);
        return (int) id * 10;
    }

    static Map<Long, Integer> prices(Collection<Long> ids) {
        ASKED.add(List.copyOf(ids));
        Map<Long, Integer> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, (int) (id * 10)));
        return found;
    }

    static List<Integer> listed(List<Long> ids) {
        ASKED.add(List.copyOf(ids));
        return ids.stream().map(id -> (int) (id * 10)).toList();
    }

    static Map<String, String> repeated(Set<String> texts, int times) {
        ASKED.add(List.copyOf(texts));
        Map<String, String> found = new LinkedHashMap<>();
        texts.forEach(text -> found.put(text, text.repeat(times)));
        return found;
    }

    /** Runs. */
    public static void main(String[] arguments) {
        System.out.println(prices(List.of(1L, 2L)) + asked());
        System.out.println(prices(List.of(3L, 2L)) + asked());
        System.out.println(price(3) + asked());
        System.out.println(listed(List.of(4L, 1L, 4L)) + asked());
        System.out.println(repeated(new LinkedHashSet<>(List.of("a", "b")), 2) + asked());
        System.out.println(repeated(new LinkedHashSet<>(List.of("b", "c")), 2) + asked());
        Memo.runtime()
                .methods()
                .forEach(method ->
                        System.out.println(method.name() + ": " + method.stats().loads() + " loads"));
    }

    private static String asked() {
        String asked = " asked " + ASKED;
        ASKED.clear();
        return asked;
    }
}
