// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.EvictionPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of eviction policies that may be chosen: Memo's own, and those of a runtime's. Immutable. */
public final class PolicyNames {
    /** Memo's own. */
    static final List<String> OWN = List.of("lru", "lfu", "fifo", "lifo", "mru", "random", "adaptive");

    private static final PolicyNames ONLY_OWN = new PolicyNames(OWN);

    private final Set<String> names;

    private PolicyNames(Collection<String> names) {
        this.names = new LinkedHashSet<>(names);
    }

    /** Returns the names of Memo's own, which are all that there are in the agent. */
    public static PolicyNames own() {
        return ONLY_OWN;
    }

    /** Returns Memo's own names, and these. */
    public static PolicyNames with(Collection<String> others) {
        List<String> all = new ArrayList<>(OWN);
        for (String name : others) {
            all.add(normal(name));
        }
        return new PolicyNames(all);
    }

    /** Returns the names that a runtime knows. */
    public static PolicyNames of(Eviction eviction) {
        List<String> own = new ArrayList<>();
        for (EvictionPolicy policy : eviction.own()) {
            own.add(policy.name());
        }
        return with(own);
    }

    /** Returns the name as it is kept and compared: without spaces around it, in small letters. */
    public static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a policy is called so, whatever the case of the letters. */
    public boolean contains(String name) {
        return names.contains(normal(name));
    }

    /** Returns all names, Memo's own first. */
    public List<String> names() {
        return List.copyOf(names);
    }
}
