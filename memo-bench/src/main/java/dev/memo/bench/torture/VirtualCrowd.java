// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.ArrayList;
import java.util.List;

/**
 * 1,000 virtual threads want one key, whose load takes 100 ms.
 *
 * <p>Right: all get the price, from one load, within {@link #SOON_SECONDS}. Thread-safe.
 */
final class VirtualCrowd extends Scenario {
    private static final long PRODUCT = 1;
    private static final int CALLERS = 1_000;
    private static final long LOAD_MILLIS = 100;

    @Override
    public String load(long product) {
        Latches.work(LOAD_MILLIS);
        return priceOf(product);
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Caller.startVirtual(() -> peer().price(PRODUCT)));
        }
        for (Caller caller : callers) {
            caller.reply().mustBe(priceOf(PRODUCT), "one of them");
        }
        WrongException.unless(loads() == 1, "there were " + loads() + " loads");
        mustBeSoon();
        return "";
    }
}
