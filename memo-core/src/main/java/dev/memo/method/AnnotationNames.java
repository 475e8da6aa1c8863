// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The annotations that are looked for, as class files spell them, and the settings they have. Stateless and thread-safe. */
final class AnnotationNames {
    static final String CACHED = "Ldev/memo/annotation/Cached;";
    static final String DEFAULTS = "Ldev/memo/annotation/CachedDefaults;";
    static final String INVALIDATES = "Ldev/memo/annotation/Invalidates;";
    static final String INVALIDATES_LIST = "Ldev/memo/annotation/Invalidates$List;";
    static final String KEY_PART = "Ldev/memo/annotation/KeyPart;";
    static final String KEY_IGNORE = "Ldev/memo/annotation/KeyIgnore;";
    static final String KEY_FUNCTION = "dev/memo/annotation/KeyFunction";

    static final Set<String> DEFAULTS_SETTINGS = Set.of(
            "ttl",
            "idle",
            "jitter",
            "barrier",
            "receiver",
            "storage",
            "maxEntries",
            "maxBytes",
            "policy",
            "cacheNull",
            "governor",
            "maxWait",
            "onTimeout",
            "onCycle",
            "deadline",
            "keep",
            "retry",
            "refresh",
            "soft",
            "hard",
            "early",
            "nullTtl",
            "emptyTtl",
            "failures",
            "failureTtl",
            "nestedTtl",
            "dependencies",
            "tags",
            "store",
            "version",
            "code",
            "codePackages",
            "allow",
            "maxHeapBytes");
    static final Set<String> CACHED_SETTINGS = and(DEFAULTS_SETTINGS, "name", "key", "ttlFrom", "each", "of");
    static final Set<String> INVALIDATES_SETTINGS =
            Set.of("type", "method", "parameters", "args", "all", "before", "tags", "soft");

    private AnnotationNames() {}

    private static Set<String> and(Set<String> some, String... others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(others));
        return Set.copyOf(all);
    }
}
