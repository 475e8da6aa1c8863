// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.Freshness;

/** Finds settings of results that age that contradict one another. Confined to one thread. */
final class FreshnessCheck {
    private final Types types;
    private final MethodModel method;
    private final Declaration declaration;
    private final Findings findings;

    FreshnessCheck(Types types, MethodModel method, Declaration declaration, Findings findings) {
        this.types = types;
        this.method = method;
        this.declaration = declaration;
        this.findings = findings;
    }

    void check(MethodSettings settings) {
        Freshness freshness = settings.freshness();
        checkKeep(freshness.keepNanos(), settings.ttlNanos());
        checkRefresh(freshness.refreshNanos(), settings.ttlNanos());
        checkEarly(freshness.early(), settings.ttlNanos());
        checkPatience(freshness);
        checkLives(freshness.lives(), settings);
        new BackgroundCheck(method, declaration, findings).check(settings);
        if (isSet("retry") && freshness.keepNanos() == 0 && freshness.refreshNanos() == 0) {
            problem("retry", "RETRY_ALONE", "retry is set, but neither keep nor refresh", add("retry", "keep", "1h"));
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

    private void checkRefresh(long refreshNanos, long ttlNanos) {
        if (refreshNanos > 0 && ttlNanos > 0 && refreshNanos >= ttlNanos) {
            String what = "refresh must be below ttl, was " + written("refresh") + " with ttl " + written("ttl");
            problem("refresh", "REFRESH_ABOVE_TTL", what, "Results end before they are old enough: make it shorter.");
        }
    }

    private void checkEarly(double early, long ttlNanos) {
        if (early > 0 && ttlNanos <= 0) {
            String what = "early is set, but no ttl, before whose end it would be";
            problem("early", "EARLY_WITHOUT_TTL", what, add("early", "ttl", "5m"));
        }
    }

    private void checkPatience(Freshness freshness) {
        long soft = freshness.patience().softNanos();
        long hard = freshness.patience().hardNanos();
        if (soft > 0 && freshness.keepNanos() == 0) {
            String what = "soft is set, but no keep, so that there is no stale result to return";
            problem("soft", "SOFT_WITHOUT_KEEP", what, add("soft", "keep", "1h"));
        }
        if (soft > 0 && hard > 0 && soft >= hard) {
            String what = "soft must be below hard, was " + written("soft") + " with hard " + written("hard");
            problem("soft", "SOFT_ABOVE_HARD", what, "Make it shorter.");
        }
    }

    private void checkLives(Freshness.Lives lives, MethodSettings settings) {
        if (!lives.from().isEmpty()) {
            new TtlFromCheck(types, place("ttlFrom"), findings).check(lives.from(), method.result());
        }
        if (lives.nullNanos() > 0 && !settings.cacheNull()) {
            String what = "nullTtl is set, but null is not remembered, as cacheNull is off";
            problem("nullTtl", "NULL_TTL_WITHOUT_NULL", what, "Leave one of them out.");
        }
        if (lives.failures().isEmpty() && lives.failureNanos() > 0) {
            String what = "failureTtl is set, but no failures";
            problem("failureTtl", "FAILURE_TTL_ALONE", what, "Name classes of exceptions in failures.");
        } else if (!lives.failures().isEmpty() && lives.failureNanos() == 0) {
            problem(
                    "failures",
                    "FAILURES_WITHOUT_TTL",
                    "failures is set, but no failureTtl",
                    add("failures", "failureTtl", "10s"));
        }
        for (String each : lives.failures()) {
            if (types.isSubtype(each.replace('.', '/'), "java/lang/Throwable") == Types.Answer.NO) {
                String what = "failures names " + TypeNames.shortName(each) + ", which is no exception";
                problem("failures", "BAD_FAILURES", what, "Name classes of exceptions.");
            }
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
