// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which arguments can stand for which key parts. Confined to one thread. */
class TypeFitTest {
    private final TypeFit fit = new TypeFit(new Types(Plans.SOURCE));

    @ParameterizedTest
    @CsvSource({
        "J, J",
        "J, Ljava/lang/Long;",
        "Ljava/lang/Long;, J",
        "I, Ljava/lang/Number;",
        "I, Ljava/lang/Object;",
        "I, Ljava/lang/Comparable;",
        "Ljava/lang/String;, Ljava/lang/CharSequence;",
        "Ljava/util/ArrayList;, Ljava/util/Collection;",
        "[Ljava/lang/String;, [Ljava/lang/Object;",
        "[[I, [[I",
        "[I, Ljava/lang/Object;",
        "Lnet/acme/Gone;, Ljava/lang/String;"
    })
    void argumentFits(String from, String to) {
        assertThat(fit.fits(Type.getType(from), Type.getType(to))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "I, J",
        "J, I",
        "I, Ljava/lang/Long;",
        "Ljava/lang/Object;, Ljava/lang/String;",
        "Ljava/lang/Integer;, J",
        "[I, [J",
        "[I, [Ljava/lang/Object;",
        "[I, [[I",
        "Ljava/lang/Object;, [I",
        "[I, Ljava/lang/String;",
        "Ljava/lang/Object;, I"
    })
    void argumentDoesNotFit(String from, String to) {
        assertThat(fit.fits(Type.getType(from), Type.getType(to))).isFalse();
    }
}
