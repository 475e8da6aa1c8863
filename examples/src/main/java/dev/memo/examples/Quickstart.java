// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.util.stream.IntStream;

/**
 * Annotate a slow method and start with the agent; nothing else. The method is private and called from within its class.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.Quickstart}. Confined to one thread.
 */
public final class Quickstart {
    private Quickstart() {}

    /** Asks three times, counts once. */
    public static void main(String[] args) {
        Quickstart quickstart = new Quickstart();
        for (int i = 0; i < 3; i++) {
            System.out.println("primes below 1000000: " + quickstart.primesBelow(1_000_000));
        }
        Memo.runtime()
                .methods()
                .forEach(method -> System.out.println(method.name() + ": "
                        + method.stats().loads() + " load, " + method.stats().hits() + " hits"));
    }

    @Cached(ttl = "10m")
    private long primesBelow(int limit) {
        return IntStream.range(2, limit).filter(Quickstart::isPrime).count();
    }

    private static boolean isPrime(int number) {
        return IntStream.rangeClosed(2, (int) Math.sqrt(number)).noneMatch(divisor -> number % divisor == 0);
    }
}
