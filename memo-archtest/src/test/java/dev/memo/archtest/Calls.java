// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/** A call or reference of a method or constructor, by whom it belongs to and its name. Immutable. */
record Calls(JavaClass owner, String name) {
    private static final String CONSTRUCTOR = "<init>";

    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.time.Clock.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.util.Date.<init>");

    /** Whether it asks a clock for the time. */
    boolean readsAClock() {
        boolean now = name.equals("now") && owner.getPackageName().equals("java.time");
        return now || CLOCKS.contains(owner.getName() + "." + name);
    }

    /** Whether it sleeps. */
    boolean sleeps() {
        return name.equals("sleep") && owner.getName().startsWith("java.");
    }

    /** Whether it makes a thread, or a pool of them. */
    boolean makesAThread() {
        if (owner.isEquivalentTo(Executors.class)) {
            return true;
        }
        boolean startedByBuilder = owner.isEquivalentTo(Thread.class) && name.startsWith("of");
        return startedByBuilder || (name.equals(CONSTRUCTOR) && isThreadOrPool());
    }

    private boolean isThreadOrPool() {
        return owner.isAssignableTo(Thread.class)
                || owner.isAssignableTo(ThreadPoolExecutor.class)
                || owner.isAssignableTo(ForkJoinPool.class)
                || owner.isAssignableTo(Timer.class);
    }
}
