// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * How long models are checked: some seconds, or longer with {@code -Dmemo.model.iterations=n}. Stateless.
 *
 * <p>The check of the stack's headroom is left out, as its recursion looks like a livelock. What a static field holds of
 * {@code java.util} is followed whole, element by element, each compared with all before: an {@code AtomicReferenceArray}
 * of 16,384 takes ten seconds, and on a busy machine 30, when Lincheck says that the program hangs. A plain array is
 * followed where it is read.
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
