// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.EvictionPolicy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Collects the eviction policies of a user's: those that are registered first, then those that are found. What cannot
 * be used becomes a problem. Confined to one thread.
 */
public final class UserPolicies {
    private static final int MOST_ERRORS = 16; // a provider's file may be broken in a way that has no end

    private final Map<String, EvictionPolicy> byName = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Creates a collection without policies. */
    public UserPolicies() {}

    /** Adds one that was registered; the same object may come again. */
    public void register(EvictionPolicy policy) {
        if (!byName.containsValue(policy)) {
            add(policy);
        }
    }

    /** Adds those that the service loader finds, except where one of the same class was registered. Runs user code. */
    public void find(@Nullable ClassLoader loader) {
        Iterator<EvictionPolicy> found =
                ServiceLoader.load(EvictionPolicy.class, loader).iterator();
        for (int errors = 0; errors < MOST_ERRORS; ) {
            try {
                if (!found.hasNext()) {
                    return;
                }
                EvictionPolicy policy = found.next();
                if (byName.values().stream().noneMatch(known -> known.getClass() == policy.getClass())) {
                    add(policy);
                }
            } catch (ServiceConfigurationError e) {
                errors++;
                problems.add("a policy in META-INF/services cannot be used, found \"" + e.getMessage()
                        + "\". Correct the line, or remove it.");
            }
        }
    }

    /** Returns those that can be used, registered ones first. */
    public List<EvictionPolicy> policies() {
        return List.copyOf(byName.values());
    }

    /** Returns what is wrong with the others, each a sentence that says what and one what to do. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Returns the names that may be chosen now. */
    public PolicyNames names() {
        return PolicyNames.with(byName.keySet());
    }

    private void add(EvictionPolicy policy) {
        String where = "policy " + policy.getClass().getName();
        String name;
        try {
            name = policy.name();
        } catch (RuntimeException | LinkageError e) { // a user's
            problems.add(where + " must have a name, found that name() throws "
                    + e.getClass().getName() + ". Let it return one.");
            return;
        }
        String taken = "Let name() return one that is not taken; taken are " + String.join(", ", names().names()) + ".";
        if (isBlank(name)) {
            problems.add(
                    where + " must have a name, was " + (name == null ? "null" : "\"" + name + "\"") + ". " + taken);
        } else if (names().contains(name)) {
            problems.add(where + " must have a name of its own, was \"" + name + "\", which "
                    + ownerOf(PolicyNames.normal(name)) + " has. " + taken);
        } else {
            byName.put(PolicyNames.normal(name), policy);
        }
    }

    private static boolean isBlank(@Nullable String name) {
        return name == null || name.isBlank();
    }

    private String ownerOf(String name) {
        EvictionPolicy owner = byName.get(name);
        return owner == null ? "a policy of Memo's" : owner.getClass().getName();
    }
}
