// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else than a result a probe may answer is told from a result by the result's class. */
class ResultNamesTest {
    private static boolean excludes(Class<?> type) {
        return ResultNames.excludeTickets(Type.getInternalName(type));
    }

    private static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new HashSet<>(Set.of(type));
        if (type.getSuperclass() != null) {
            all.addAll(supertypes(type.getSuperclass()));
        }
        for (Class<?> each : type.getInterfaces()) {
            all.addAll(supertypes(each));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.memo.region.Flight",
                "dev.memo.region.AsyncFlight",
                "dev.memo.link.EachCall",
                "dev.memo.link.Suspension",
                "java.lang.Class"
            })
    void noSupertypeOfAnotherAnswerExcludesIt(String answer) throws ClassNotFoundException {
        for (Class<?> type : supertypes(Class.forName(answer))) {
            if (!type.getName().startsWith("dev.memo.")) { // which no method of a user's returns
                assertThat(excludes(type)).as(type.getName()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ResultNamesTest.class,
                String.class,
                Long.class,
                List.class,
                BigDecimal.class,
                Instant.class,
                int[].class,
                Object[].class
            })
    void ordinaryResultsDo(Class<?> type) {
        assertThat(excludes(type)).isTrue();
    }

    @Test
    void aNameOfTheJdkThatIsNotKnownDoesNot() {
        assertThat(excludes(Process.class)).isFalse();
    }
}
