// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

/**
 * A load asks for its own key, which the second time needs nothing more.
 *
 * <p>Right: the call returns what it would without a cache, and so does the next one. Thread-safe.
 */
final class SameKeyRecursion extends Scenario {
    private static final long PRODUCT = 1;

    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    @Override
    public String load(long product) {
        if (inside.get()) {
            return "inner";
        }
        inside.set(true);
        try {
            return "outer of " + peer().price(product);
        } finally {
            inside.set(false);
        }
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        Caller.start(() -> peer().price(PRODUCT)).reply().mustBe("outer of inner", "the caller");
        Caller.start(() -> peer().price(PRODUCT)).reply().mustBe("outer of inner", "the next caller");
        return "";
    }
}
