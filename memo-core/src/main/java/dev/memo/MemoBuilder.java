// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.link.EngineSettings;
import dev.memo.spi.Codec;
import dev.memo.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a runtime of one's own. What is wrong with them is said by {@link #build}, all at once. Confined to one thread. */
public final class MemoBuilder {
    private final List<String> problems = new ArrayList<>();
    private EngineSettings settings = EngineSettings.defaults();

    MemoBuilder() {}

    /** Sets how many bytes all methods together may keep, at least 1; a tenth of the heap if left out. */
    public MemoBuilder maxBytes(long bytes) {
        if (bytes < 1) {
            problems.add("maxBytes must be at least 1, was " + bytes + ". Leave it out for a tenth of the heap.");
        }
        return with(bytes, settings.maxEntries(), settings.ttlNanos());
    }

    /** Sets how many results all methods together may keep, at least 1; as many as the bytes allow if left out. */
    public MemoBuilder maxEntries(long entries) {
        if (entries < 1) {
            problems.add("maxEntries must be at least 1, was " + entries + ". Leave it out for no such limit.");
        }
        return with(settings.maxBytes(), entries, settings.ttlNanos());
    }

    /** Sets the ttl of methods that declare none; no end if left out. */
    public MemoBuilder ttl(Duration ttl) {
        if (ttl.isZero() || ttl.isNegative()) {
            problems.add("ttl must be positive, was " + ttl + ". Leave it out for no end.");
            return this;
        }
        return with(settings.maxBytes(), settings.maxEntries(), nanos(ttl));
    }

    /** Sets whether calls are counted; they are if left out. Entries and bytes always are, as the limits need them. */
    public MemoBuilder statistics(boolean on) {
        settings = new EngineSettings(
                settings.maxBytes(),
                settings.maxEntries(),
                settings.ttlNanos(),
                on,
                settings.ticker(),
                settings.codec());
        return this;
    }

    /** Sets the clock that lifetimes and load times are taken from; the JVM's if left out. */
    public MemoBuilder ticker(Ticker ticker) {
        return with(ticker, settings.codec());
    }

    /** Sets what turns isolated values into bytes, for all methods; Kryo if left out. */
    public MemoBuilder codec(Codec codec) {
        return with(settings.ticker(), codec);
    }

    /**
     * Creates the runtime.
     *
     * @throws MemoConfigurationException if settings are wrong, with all of them
     */
    public Memo build() {
        if (!problems.isEmpty()) {
            throw new MemoConfigurationException("Memo.builder(): " + String.join(" Memo.builder(): ", problems));
        }
        return Memo.local(settings);
    }

    private MemoBuilder with(long maxBytes, long maxEntries, long ttlNanos) {
        settings = new EngineSettings(
                maxBytes, maxEntries, ttlNanos, settings.statistics(), settings.ticker(), settings.codec());
        return this;
    }

    private MemoBuilder with(@Nullable Ticker ticker, @Nullable Codec codec) {
        settings = new EngineSettings(
                settings.maxBytes(), settings.maxEntries(), settings.ttlNanos(), settings.statistics(), ticker, codec);
        return this;
    }

    private static long nanos(Duration ttl) {
        try {
            return ttl.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 2; // 146 years
        }
    }
}
