// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.method.Each;
import dev.memo.method.Invalidation;
import dev.memo.method.MemoizedMethod;
import dev.memo.method.MethodSettings;
import dev.memo.method.TagTemplate;
import dev.memo.region.Freshness;
import dev.memo.region.Stored;
import dev.memo.region.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes a woven method's settings for people, leaving out the defaults. Stateless. */
final class SettingsText {
    private static final long FOREVER = Long.MAX_VALUE / 2;

    private SettingsText() {}

    static String of(MemoizedMethod method) {
        MethodSettings settings = method.settings();
        StringJoiner text = new StringJoiner(" ");
        addTime(text, "ttl", settings.ttlNanos());
        addTime(text, "idle", settings.idleNanos());
        addUnless(text, "barrier", settings.barrier(), Barrier.KEY);
        addUnless(text, "receiver", settings.receiver(), method.isStatic() ? Receiver.IGNORE : Receiver.AUTO);
        addUnless(text, "storage", settings.storage(), Storage.AUTO);
        addUnless(text, "maxEntries", settings.maxEntries(), 0L);
        addUnless(text, "maxBytes", settings.maxBytes(), 0L);
        addUnless(text, "cacheNull", settings.cacheNull(), true);
        addUnless(text, "policy", settings.policy(), "");
        addUnless(text, "jitter", settings.jitter(), 0.0);
        addUnless(text, "governor", settings.governor(), Governor.DEFAULT);
        add(text, settings.waiting());
        addFreshness(text, settings.freshness());
        addUnless(text, "tags", tags(settings.tags()), "");
        addUnless(text, "nestedTtl", settings.nested().ttl(), true);
        addUnless(text, "dependencies", settings.nested().dependencies(), false);
        add(text, settings.stored());
        addUnless(text, "key", settings.keyFunction(), "");
        Each each = method.each();
        if (each != null) {
            text.add("each=true");
            addUnless(text, "of", each.item().name(), method.ref().name());
        }
        return text.toString();
    }

    private static void addFreshness(StringJoiner text, Freshness freshness) {
        Freshness standard = Freshness.NONE;
        addTime(text, "keep", orNever(freshness.keepNanos()));
        addTime(text, "refresh", freshness.refreshNanos());
        addTime(text, "soft", freshness.patience().softNanos());
        addTime(text, "hard", freshness.patience().hardNanos());
        addUnless(text, "early", freshness.early(), 0.0);
        Freshness.Lives lives = freshness.lives();
        addUnless(text, "ttlFrom", lives.from(), "");
        addTime(text, "nullTtl", orNever(lives.nullNanos()));
        addTime(text, "emptyTtl", orNever(lives.emptyNanos()));
        addUnless(text, "failures", String.join(",", lives.failures()), "");
        addTime(text, "failureTtl", lives.failureNanos());
        if (freshness.retryNanos() != standard.retryNanos()) {
            addTime(text, "retry", freshness.retryNanos());
        }
    }

    private static long orNever(long nanos) {
        return nanos >= FOREVER ? MethodSettings.NEVER : nanos;
    }

    static String of(List<Invalidation> invalidations) {
        StringJoiner texts = new StringJoiner(" ");
        for (Invalidation each : invalidations) {
            texts.add(of(each));
        }
        return texts.toString();
    }

    private static String of(Invalidation invalidation) {
        if (invalidation.byTags()) {
            return "invalidates tags " + tags(invalidation.tags()) + (invalidation.before() ? " before" : "");
        }
        String what = invalidation.all() ? "all of " : "";
        return "invalidates " + what + invalidation.target().text() + (invalidation.before() ? " before" : "");
    }

    private static void add(StringJoiner text, Waiting waiting) {
        addTime(text, "maxWait", waiting.maxWaitNanos());
        addUnless(text, "onTimeout", waiting.onTimeout(), OnTimeout.RUN);
        addUnless(text, "onCycle", waiting.onCycle(), OnCycle.RUN);
        addTime(text, "deadline", waiting.deadlineNanos());
    }

    private static void add(StringJoiner text, Stored stored) {
        addUnless(text, "store", stored.store(), "");
        addUnless(text, "version", stored.version(), "");
        addUnless(text, "code", stored.code(), true);
        addUnless(text, "codePackages", String.join(",", stored.codePackages()), "");
        addUnless(text, "allow", String.join(",", stored.allow()), "");
        addUnless(text, "maxHeapBytes", stored.maxHeapBytes(), 0L);
    }

    private static String tags(List<TagTemplate> tags) {
        StringJoiner texts = new StringJoiner(",");
        for (TagTemplate tag : tags) {
            texts.add(tag.text());
        }
        return texts.toString();
    }

    private static void addTime(StringJoiner text, String name, long nanos) {
        if (nanos == MethodSettings.NEVER) {
            text.add(name + "=never");
        } else if (nanos != 0) {
            text.add(
                    name + "=" + Duration.ofNanos(nanos).toString().substring(2).toLowerCase(Locale.ROOT));
        }
    }

    private static <T> void addUnless(StringJoiner text, String name, T value, T standard) {
        if (!value.equals(standard)) {
            text.add(name + "=" + value);
        }
    }
}
