// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * What the class in {@code java.lang} offers: the engine's operations, and the ear for trouble of woven code, which is
 * said on stderr the first time and whenever its count has doubled. Thread-safe.
 */
final class AgentService implements BiFunction<String, Object[], Object> {
    private final BiFunction<String, Object[], Object> engine;
    private final Console console;
    private final AtomicInteger troubles = new AtomicInteger();

    AgentService(BiFunction<String, Object[], Object> engine, Console console) {
        this.engine = engine;
        this.console = console;
    }

    @Override
    public Object apply(String operation, Object[] arguments) {
        return operation.equals("trouble") ? trouble(arguments) : engine.apply(operation, arguments);
    }

    /** Takes the place, the method or step, and what was thrown; says its class only, a message may hold secrets. */
    private Object trouble(Object[] arguments) {
        int count = troubles.incrementAndGet();
        if (Integer.bitCount(count) == 1) {
            console.later(
                    "memo-agent: " + arguments[0] + " " + arguments[1] + ": the call goes through uncached, because of "
                            + arguments[2].getClass().getName() + ". This is trouble number " + count
                            + "; the next report comes when that has doubled.");
        }
        return count;
    }
}
