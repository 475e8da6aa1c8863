// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.Freshness;

/** Finds settings of results that age that contradict one another. Confined to one thread. */
final class FreshnessCheck {
    private final Declaration declaration;
    private final Findings findings;

    FreshnessCheck(Declaration declaration, Findings findings) {
        this.declaration = declaration;
        this.findings = findings;
    }

    void check(MethodSettings settings) {
        Freshness freshness = settings.freshness();
        checkKeep(freshness.keepNanos(), settings.ttlNanos());
        if (isSet("retry") && freshness.keepNanos() == 0) {
            problem(
                    "retry",
                    "RETRY_WITHOUT_KEEP",
                    "retry is set, but nothing is kept beyond its ttl",
                    add("retry", "keep", "1h"));
        }
    }

    private void checkKeep(long keepNanos, long ttlNanos) {
        if (keepNanos == 0) {
            return;
        }
        if (ttlNanos == 0) {
            problem(
                    "keep",
                    "KEEP_WITHOUT_TTL",
                    "keep is set, but no ttl",
                    add("keep", "ttl", "5m") + " Results are fresh until then.");
        } else if (ttlNanos == MethodSettings.NEVER) {
            problem(
                    "keep",
                    "KEEP_WITHOUT_TTL",
                    "keep is set, but with ttl never no result is ever stale",
                    "Leave keep out.");
        } else if (keepNanos < ttlNanos) {
            String what = "keep must be at least ttl, was " + written("keep") + " with ttl " + written("ttl");
            problem("keep", "KEEP_BELOW_TTL", what, "Both count from the load: make keep longer, or leave it out.");
        }
    }

    private boolean isSet(String setting) {
        Source source = declaration.source(setting);
        return source != null && source.own();
    }

    private String written(String setting) {
        Source source = declaration.source(setting);
        Object value = source == null ? null : source.values().values().get(setting);
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    /** Returns how to add a setting where another one is written. */
    private String add(String where, String setting, String example) {
        boolean byRule = place(where).byRule();
        return "Add " + setting + (byRule ? "=" + example : " = \"" + example + "\"") + ".";
    }

    private Place place(String setting) {
        Source source = declaration.source(setting);
        return source == null ? declaration.place() : source.place();
    }

    private void problem(String setting, String code, String what, String remedy) {
        findings.problem(place(setting).problem(code, what, remedy));
    }
}
