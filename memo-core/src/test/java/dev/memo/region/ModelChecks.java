// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * How long models are checked: some seconds, or longer with {@code -Dmemo.model.iterations=n}. Stateless.
 *
 * <p>The check of the stack's headroom is left out, as its recursion looks like a livelock.
 */
final class ModelChecks {
    private ModelChecks() {}

    static ModelCheckingOptions of(int iterations, int invocations) {
        return new ModelCheckingOptions()
                .iterations(Integer.getInteger("memo.model.iterations", iterations))
                .invocationsPerIteration(invocations)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(2)
                .addGuarantee(
                        forClasses(StackHeadroom.class.getName()).allMethods().ignore())
                .minimizeFailedScenario(false);
    }
}
