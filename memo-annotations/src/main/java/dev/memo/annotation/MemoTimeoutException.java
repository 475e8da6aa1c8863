// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

import java.time.Duration;

/**
 * Says that another thread's load of the same key was not over in time, by {@link Cached#maxWait} and
 * {@link OnTimeout#FAIL}. The load goes on. Shows no argument. As thread-safe as any exception.
 */
public final class MemoTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was waited for. */
    private final String method;

    /** Who loads. */
    private final String leader;

    /** How long. */
    private final Duration age;

    /**
     * Creates one; applications catch it, Memo makes it.
     *
     * @param method the name in reports of the method whose load was waited for
     * @param leader the name of the thread that loads
     * @param age how long it has been loading
     * @param waited how long the caller has waited
     */
    public MemoTimeoutException(String method, String leader, Duration age, Duration waited) {
        super(method + ": the load by thread \"" + leader + "\" is not over, found " + text(age)
                + " after it began and " + text(waited)
                + " of waiting. Raise maxWait, or choose onTimeout = RUN or STALE.");
        this.method = method;
        this.leader = leader;
        this.age = age;
    }

    /** Returns the name in reports of the method, cache or function whose load was waited for. */
    public String method() {
        return method;
    }

    /** Returns the name of the thread that runs the load; empty if it is not known. */
    public String leader() {
        return leader;
    }

    /** Returns how long the load had been under way. */
    public Duration age() {
        return age;
    }

    private static String text(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
