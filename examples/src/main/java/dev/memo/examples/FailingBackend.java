// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;

/**
 * A result whose time is over is better than none: it is served while the backend is down, for as long as {@code keep} says.
 *
 * <p>{@code java ... dev.memo.examples.FailingBackend}. Confined to one thread.
 */
public final class FailingBackend {
    private static boolean down;

    private FailingBackend() {}

    /** Asks a bank that goes down. */
    public static void main(String[] args) {
        Memo memo = Memo.create();
        Rates rates = memo.proxy(Rates.class, FailingBackend::askTheBank);
        System.out.println("first: " + rates.rate("EUR"));
        down = true;
        System.out.println("while the bank is down: " + rates.rate("EUR"));
        System.out.println("not asked again so soon: " + rates.rate("EUR"));
        try {
            System.out.println("never asked before: " + rates.rate("USD"));
        } catch (IllegalStateException e) {
            System.out.println("never asked before: " + e.getMessage());
        }
        System.out.println(memo.method(Rates.class, "rate").stats().staleServes() + " stale");
    }

    private static int askTheBank(String currency) {
        System.out.println("asking the bank for " + currency);
        if (down) {
            throw new IllegalStateException("the bank is down");
        }
        return currency.length() * 36;
    }

    /** What is memoized; a real ttl would be minutes, not a nanosecond. */
    interface Rates {
        @Cached(ttl = "1ns", keep = "1h", retry = "1m")
        int rate(String currency);
    }
}
