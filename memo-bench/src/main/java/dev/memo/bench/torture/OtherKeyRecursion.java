// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

/**
 * A load asks for the key before its own, a hundred times over.
 *
 * <p>Right: the sum. Thread-safe.
 */
final class OtherKeyRecursion extends Scenario {
    private static final long LAST = 100;

    @Override
    public String load(long product) {
        long before = product == 0 ? 0 : Long.parseLong(peer().price(product - 1));
        return Long.toString(before + product);
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        String sum = Long.toString(LAST * (LAST + 1) / 2);
        Caller.start(() -> peer().price(LAST)).reply().mustBe(sum, "the caller");
        return "";
    }
}
