// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Finds the runtime of a program: the agent's through the class that it defined in java.lang, or a local one. Thread-safe. */
final class Runtimes {
    private static final System.Logger LOGGER = System.getLogger("dev.memo");
    private static final String DISPATCH = "java.lang.MemoDispatch";
    private static final int SPI = 2;

    private static volatile @Nullable Memo agent;
    private static volatile @Nullable Memo local;
    private static boolean skewed;

    private Runtimes() {}

    static Memo current() {
        Memo found = agent;
        if (found == null) {
            found = findAgent();
        }
        return found != null ? found : local();
    }

    /** Returns the agent's operations, or null if there is no agent. */
    static @Nullable BiFunction<String, Object[], Object> agent() {
        Memo found = agent == null ? findAgent() : agent;
        return found == null ? null : found.service();
    }

    private static synchronized @Nullable Memo findAgent() {
        if (agent == null && !skewed) {
            BiFunction<String, Object[], Object> service = agentService();
            agent = service == null ? null : withHooks(new Memo(service));
        }
        return agent;
    }

    private static Memo withHooks(Memo memo) {
        TransactionHooks.find(
                        Memo.class.getClassLoader(),
                        problem -> LOGGER.log(System.Logger.Level.WARNING, "Memo.runtime(): " + problem))
                .forEach(memo::transactions);
        return memo;
    }

    @SuppressWarnings("unchecked") // the field is public and of this type; its class is the agent's
    private static @Nullable BiFunction<String, Object[], Object> agentService() {
        try {
            Class<?> dispatch = Class.forName(DISPATCH, true, null);
            int spi = dispatch.getField("SPI").getInt(null);
            if (spi != SPI) {
                skewed = true;
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "Memo.runtime(): agent and memo-core do not fit, found agent protocol " + spi + ", core " + SPI
                                + ". Use the same version of both.");
                return null;
            }
            return (BiFunction<String, Object[], Object>)
                    dispatch.getField("service").get(null);
        } catch (ReflectiveOperationException e) {
            return null; // no agent
        }
    }

    private static synchronized Memo local() {
        Memo found = local;
        if (found == null) {
            found = new MemoBuilder(Memo.class.getClassLoader()).build(); // one that outlives applications above it
            local = found;
        }
        return found;
    }
}
