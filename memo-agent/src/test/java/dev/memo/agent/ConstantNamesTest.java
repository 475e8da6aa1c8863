// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Renaming by the constant pool, and the template that is renamed. */
class ConstantNamesTest {
    private static byte[] template() throws IOException {
        try (InputStream in = MemoDispatch.class.getResourceAsStream("MemoDispatch.class")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    @Test
    void renamedTemplateIsAClassOfItsOwn() throws Exception {
        byte[] renamed = ConstantNames.rename(template(), "dev/memo/agent/MemoDispatch", "dev/memo/agent/Renamed");

        Class<?> defined = MethodHandles.lookup().defineClass(renamed);

        assertThat(defined.getName()).isEqualTo("dev.memo.agent.Renamed");
        assertThat(defined.getField("SPI").getInt(null)).isEqualTo(2);
        assertThat(defined.getField("linker").get(null)).isNull();
        Exception thrown = new Exception();
        assertThat(defined.getMethod("fail", Throwable.class, Object.class).invoke(null, thrown, null))
                .isSameAs(thrown);
    }

    @Test
    void templateNamesNothingButItselfAndJavaBase() throws IOException {
        String text = new String(template(), StandardCharsets.ISO_8859_1).replace("dev/memo/agent/MemoDispatch", "");

        assertThat(text).doesNotContain("dev/memo").doesNotContain("dev.memo").doesNotContain("jspecify");
        assertThat(Arrays.stream(MemoDispatch.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> method.getName()))
                .containsExactlyInAnyOrder("bsm", "done", "own", "asked", "merged", "fail", "instead");
        assertThat(MemoDispatch.class.getDeclaredClasses()).isEmpty();
    }
}
