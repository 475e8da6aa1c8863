// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;

/** Memoized methods in a main class: private, static, invoked by itself, and one that is refused. */
public final class Everyday {
    private static int runs;

    private Everyday() {}

    @Cached
    private static long fib(int n) {
        runs++;
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    @Cached(ttl = "10m")
    private String greet(String name) {
        runs++;
        return "hello " + name;
    }

    private String both() {
        return greet("you") + this.greet("you");
    }

    @Cached
    void refused(int a) {
        runs += a;
    }

    @Invalidates(method = "fib")
    static void forget(int n) {
        runs = Math.min(runs, n);
    }

    /** Runs. */
    public static void main(String[] arguments) {
        System.out.println("fib " + fib(80) + " runs " + runs);
        runs = 0;
        System.out.println(new Everyday().both() + " runs " + runs);
        runs = 0;
        forget(80);
        runs = 0;
        System.out.println("again " + fib(80) + " runs " + runs);
    }
}
