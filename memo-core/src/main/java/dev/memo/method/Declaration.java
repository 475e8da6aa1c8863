// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was written about memoizing one method. Immutable.
 *
 * @param place where it was asked for, the annotation before a rule
 * @param sources the settings, those that win first: rules, annotation, defaults of the class
 */
record Declaration(Place place, List<Source> sources) {

    Declaration {
        sources = List.copyOf(sources);
    }

    /** Returns null if neither an annotation nor a rule is about the method. */
    static @Nullable Declaration of(ClassModel owner, MethodModel method, List<Rule> rules) {
        String on = method.ref().text();
        List<Source> sources = new ArrayList<>();
        for (Rule rule : rules) {
            sources.add(new Source(Place.rule(rule.where(), on), rule.values(), true));
        }
        WrittenValues cached = method.marks().cached();
        if (cached != null) {
            sources.add(new Source(Place.annotation("@Cached", on), cached, true));
        }
        if (sources.isEmpty()) {
            return null;
        }
        Place place = sources.get(cached == null ? 0 : sources.size() - 1).place();
        if (owner.defaults() != null) {
            sources.add(new Source(Place.annotation("@CachedDefaults", owner.shortName()), owner.defaults(), false));
        }
        return new Declaration(place, sources);
    }

    /** Returns the strongest source that has the setting, or null if it was left out everywhere. */
    @Nullable
    Source source(String setting) {
        for (Source source : sources) {
            if (source.values().names().contains(setting)) {
                return source;
            }
        }
        return null;
    }

    /** Returns whether a rule says which parameters are in the key, whatever the parameters are marked with. */
    boolean rulesTheKey() {
        return source("keyPart") != null || source("keyIgnore") != null;
    }
}
