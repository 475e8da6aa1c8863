// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.annotation.Cached;
import java.util.stream.IntStream;

/**
 * A program whose second start is fast: what the first one has computed is in a file, until the code changes.
 *
 * <p>{@code java -javaagent:memo-agent.jar=store.disk=results.db ... dev.memo.examples.SecondStart}, twice;
 * {@code java -jar memo-agent.jar store results.db} tells what is in there. Confined to one thread.
 */
public final class SecondStart {
    private static final int TABLE = 20;

    private static int computed;

    private SecondStart() {}

    /** Makes a table of primes, and says how long that took. */
    public static void main(String[] args) {
        long begun = System.nanoTime();
        long sum = 0;
        for (int i = 1; i <= TABLE; i++) {
            sum += primesBelow(i * 30_000);
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println("primes: " + sum + ", computed: " + computed + " of " + TABLE + ", in ms: " + millis);
    }

    @Cached(store = "disk")
    private static long primesBelow(int limit) {
        computed++;
        return IntStream.range(2, limit).filter(SecondStart::isPrime).count();
    }

    private static boolean isPrime(int number) {
        return IntStream.rangeClosed(2, (int) Math.sqrt(number)).noneMatch(divisor -> number % divisor == 0);
    }
}
