// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search that lets almost every class go. */
class PrefilterTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ldev/memo/annotation/Cached;", "Ldev/memo/annotation/Invalidates;"})
    void annotationIsFoundWhereverItIs(String name) {
        Random random = new Random(7);
        for (int before = 0; before < 70; before++) {
            String junk = "Ldev/memo/annotation/".substring(0, random.nextInt(21));
            assertThat(Prefilter.mayHaveMethods(bytes("x".repeat(before) + junk + name + "y".repeat(before % 3))))
                    .as("after %d bytes and %s", before, junk)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ldev/memo/annotation/",
                "Ldev/memo/annotation/Cached",
                "Ldev/memo/annotation/CachedDefaults;",
                "Ldev/memo/annotation/KeyPart;",
                "dev/memo/annotation/Cached;",
                "Lcom/memo/annotation/Cached;",
                "Ldev/memo/annotation/Invalidates$List;"
            })
    void otherNamesAreNot(String text) {
        assertThat(Prefilter.mayHaveMethods(bytes("some" + text))).isFalse();
        assertThat(Prefilter.mayHaveMethods(bytes(text + "more"))).isFalse();
    }

    @Test
    void secondNameIsFoundBehindAFirstThatIsNotIt() {
        assertThat(Prefilter.mayHaveMethods(bytes("Ldev/memo/annotation/KeyPart;Ldev/memo/annotation/Cached;")))
                .isTrue();
    }
}
