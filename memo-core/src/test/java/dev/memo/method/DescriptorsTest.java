// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.constant.MethodTypeDesc;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorsTest {
    private static final String LETTERS = "()[[LJIVa/;.";

    @ParameterizedTest
    @ValueSource(strings = {"()V", "(J)J", "(Ljava/lang/String;[[IZ)[Ljava/util/List;", "(BCDFIJSZ)La;"})
    void knowsDescriptors(String descriptor) {
        assertThatCode(() -> Descriptors.check(descriptor)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "(", "()", "(V)V", "()VV", "()[V", "(L;)V", "(La)V", "(La//b;)V", "(a.b)V", "J", "()J;", ")("
            })
    void refusesOthers(String text) {
        assertThatThrownBy(() -> Descriptors.check(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithTheJdk() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "(" : "");
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            text.append(random.nextBoolean() ? ")V" : "");
            String descriptor = text.toString();
            boolean jdk = passes(() -> MethodTypeDesc.ofDescriptor(descriptor));
            boolean mine = passes(() -> Descriptors.check(descriptor));
            boolean namesNothing = descriptor.contains("L;") || descriptor.contains("//") || descriptor.contains("/;");
            boolean lenient = namesNothing || descriptor.contains("L/");
            if (jdk != mine && (mine || !lenient)) { // the JDK lets some of those pass
                throw new AssertionError("\"" + descriptor + "\": the JDK " + jdk + ", Memo " + mine);
            }
        }
    }

    private static boolean passes(Runnable check) {
        try {
            check.run();
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }
}
