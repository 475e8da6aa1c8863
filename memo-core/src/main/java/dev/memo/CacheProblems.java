// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.Caches.Wish;
import dev.memo.annotation.Barrier;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.annotation.Storage;
import dev.memo.method.PolicyChoice;
import dev.memo.method.ValueException;
import dev.memo.region.PolicyNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds all that is wrong with the settings of one cache. Confined to one thread. */
final class CacheProblems {
    /** What is said of nulls where a setting's name is not the user's word for it, or it cannot be left out. */
    private static final Map<String, String> NULLS = Map.of(
            "ttl per value", "the function of ttl must not be null. Leave it out.",
            "the listener's executor", "the executor of removalListener must not be null. Leave it out.",
            "closeValues", "the executor of closeValues must not be null. Leave it out.",
            "failureTtl", "the ttl of failures must not be null. Pass one, or leave failures out.",
            "failures", "the classes of failures must not be null. Name one, or leave failures out.",
            "store", "the name of store must not be null. Name a store, as in \"disk\", or leave store out.",
            "storedType", "the type of store must not be null. Pass the class of what is stored.");

    private final List<String> found = new ArrayList<>();
    private final Map<String, @Nullable Object> values;

    private CacheProblems(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** Returns whether reports can show a cache by this name. */
    static boolean isName(@Nullable String name) {
        return name != null && !name.isBlank();
    }

    /**
     * Refuses what is wrong with a call.
     *
     * @param where the call
     * @param name what it has named
     * @param policies the names of the eviction policies that there are
     * @param wish what the cache is of
     * @throws MemoConfigurationException with all problems
     */
    static void check(String where, @Nullable String name, PolicyNames policies, Wish wish) {
        CacheSettings<?, ?> settings = wish.settings();
        CacheProblems problems = new CacheProblems(settings == null ? Map.of() : settings.values());
        problems.checkArguments(name, wish);
        problems.checkNulls();
        problems.checkLifetimes();
        problems.checkWaiting();
        FreshnessProblems.check(problems.values, problems.found);
        problems.checkLimits();
        problems.checkPolicy(policies);
        problems.checkClosing();
        StoredProblems.check(problems.values, !wish.isDirect(), wish.isOfMany(), problems.found);
        if (wish.isOfMany()) {
            problems.checkOfMany();
        }
        if (wish.isAsync()) {
            problems.checkBarrier();
            problems.checkDependencies();
        }
        problems.refuse(where);
    }

    private void checkArguments(@Nullable String name, Wish wish) {
        if (!isName(name)) {
            found.add("a name must not be " + (name == null ? "null" : "blank, was \"" + name + "\"")
                    + ". Give one that reports can show.");
        }
        if (wish.settings() == null) {
            found.add("settings must not be null. Leave them out.");
        }
        if (!wish.isDirect() && wish.function() == null) {
            found.add("a function must not be null. Pass the one to remember.");
        }
    }

    private void checkNulls() {
        values.forEach((setting, value) -> {
            if (value == null) {
                found.add(NULLS.getOrDefault(setting, setting + " must not be null. Leave it out."));
            }
        });
    }

    private void checkLifetimes() {
        checkLifetime("ttl", "the runtime's");
        checkLifetime("idle", "no end");
        if (values.get("jitter") instanceof Double share && !(share >= 0 && share <= 1)) {
            found.add("jitter must be from 0 to 1, was " + share + ". Leave it out for none.");
        }
    }

    private void checkLifetime(String setting, String otherwise) {
        if (values.get(setting) instanceof Duration duration && (duration.isZero() || duration.isNegative())) {
            found.add(setting + " must be positive, was " + duration + ". Leave it out for " + otherwise + ".");
        }
    }

    private void checkWaiting() {
        checkLifetime("maxWait", "no limit");
        checkLifetime("deadline", "none");
        Object onTimeout = values.getOrDefault("onTimeout", OnTimeout.RUN);
        if (onTimeout == OnTimeout.FAIL || onTimeout == OnTimeout.STALE) {
            if (values.get("maxWait") == null) {
                found.add("onTimeout is " + onTimeout + ", but no wait is ever over, as there is no maxWait."
                        + " Add maxWait, or leave onTimeout out.");
            }
            if (onTimeout == OnTimeout.STALE && values.get("keep") == null) {
                found.add("onTimeout is STALE, but nothing is kept past its ttl, as there is no keep."
                        + " Add keep, or choose RUN or FAIL.");
            }
        }
        if (values.get("barrier") == Barrier.HOST && values.get("store") == null) {
            found.add(
                    "barrier is HOST, but processes meet in a store, and none is named. Add store(\"disk\"), or choose"
                            + " barrier KEY.");
        }
        if (values.get("barrier") == Barrier.NONE) {
            for (String setting : List.of("maxWait", "onCycle", "deadline")) {
                if (values.get(setting) != null && values.get(setting) != OnCycle.RUN) {
                    found.add(setting + " is set, but nobody waits with barrier NONE. Leave " + setting
                            + " out, or choose barrier KEY or METHOD.");
                }
            }
        }
    }

    private void checkLimits() {
        for (String setting : List.of("maxBytes", "maxEntries")) {
            if (values.get(setting) instanceof Long limit && limit < 1) {
                found.add(setting + " must be at least 1, was " + limit + ". Leave it out for the runtime's.");
            }
        }
    }

    private void checkPolicy(PolicyNames policies) {
        if (values.get("policy") instanceof String name) {
            try {
                PolicyChoice.parse(name, policies);
            } catch (ValueException e) {
                found.add(e.about("policy"));
            }
        }
    }

    private void checkClosing() {
        if (values.get("closeValues") != null && values.get("storage") != Storage.SHARED) {
            Object storage = values.getOrDefault("storage", Storage.AUTO);
            found.add("closeValues needs storage SHARED, was " + storage + ", which gives copies of values away."
                    + " Add storage(Storage.SHARED).");
        }
    }

    private void checkBarrier() {
        if (values.get("barrier") == Barrier.METHOD || values.get("barrier") == Barrier.HOST) {
            found.add("barrier must be KEY or NONE, was " + values.get("barrier")
                    + ", though callers of an asynchronous function never wait."
                    + " Use KEY, and limit how many loads run at a time where they run.");
        }
    }

    private void checkDependencies() {
        if (Boolean.TRUE.equals(values.get("dependencies"))) {
            found.add("dependencies is set, but what an asynchronous function calls after it has returned its stage is"
                    + " not seen. Leave dependencies out, and give values tags.");
        }
    }

    private void checkOfMany() {
        if (values.get("barrier") == Barrier.METHOD) {
            found.add(
                    "barrier must be KEY or NONE, was METHOD, though each key of a function of many keys has a load of"
                            + " its own. Use KEY, or memoize a function of one key.");
        }
        for (String setting : List.of("lock", "soft", "hard", "failures")) {
            if (values.get(setting) != null) {
                found.add(
                        setting + " is set, but that is about loads of one key, and a function of many keys loads them"
                                + " in one go. Leave " + setting + " out, or memoize a function of one key.");
            }
        }
    }

    private void refuse(String where) {
        if (found.size() == 1) {
            throw new MemoConfigurationException(where + ": " + found.get(0));
        }
        if (!found.isEmpty()) {
            StringBuilder text = new StringBuilder(found.size() + " problems in " + where + ":");
            for (int i = 0; i < found.size(); i++) {
                text.append('\n').append(i + 1).append(". ").append(found.get(i));
            }
            throw new MemoConfigurationException(text.toString());
        }
    }
}
