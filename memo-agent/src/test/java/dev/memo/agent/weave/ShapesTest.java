// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape of method that javac makes: one run for equal arguments, as many as there are distinct ones. */
class ShapesTest {
    @ParameterizedTest
    @MethodSource("dev.memo.agent.weave.Shapes#all")
    void equalArgumentsRunTheBodyOnceAndDistinctOnesRunItEach(Shapes.Case shape) {
        Calls calls = new Calls(ClassFiles.woven(shape.host()));
        Runs.reset();

        for (int round = 0; round < 3; round++) {
            shape.calls().forEach(arguments -> calls.call(shape.method(), Shapes.copies(arguments)));
        }

        assertThat(Runs.count()).isEqualTo(shape.calls().size());
    }

    @ParameterizedTest
    @MethodSource("dev.memo.agent.weave.Shapes#all")
    void resultsAreThoseOfTheOriginal(Shapes.Case shape) {
        Calls woven = new Calls(ClassFiles.woven(shape.host()));
        Calls original = new Calls(shape.host());

        for (Object[] arguments : shape.calls()) {
            String expected = text(original.call(shape.method(), arguments));
            assertThat(text(woven.call(shape.method(), Shapes.copies(arguments))))
                    .isEqualTo(expected);
            assertThat(text(woven.call(shape.method(), Shapes.copies(arguments))))
                    .isEqualTo(expected);
        }
    }

    private static String text(@Nullable Object result) {
        return Arrays.deepToString(new Object[] {result});
    }
}
