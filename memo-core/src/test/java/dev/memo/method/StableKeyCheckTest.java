// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;

/** Which declared types have stable keys. Confined to one thread. */
class StableKeyCheckTest {
    private static final List<Class<?>> YES = List.of(
            int.class,
            String.class,
            Long.class,
            LocalDate.class,
            TimeUnit.class,
            byte[].class,
            String[][].class,
            Point.class);

    private static final List<Class<?>> UNKNOWN = List.of(
            Object.class,
            List.class,
            Number.class,
            BigDecimal.class,
            Path.class,
            Optional.class,
            Holder.class,
            Runnable.class,
            Node.class);

    private static final List<Class<?>> NO = List.of(
            User.class,
            User[].class,
            StringBuilder.class,
            Pattern.class,
            OfUser.class,
            OfArray.class,
            Odd.class,
            OnlyUsers.class);

    private final Findings findings = new Findings();
    private final StableKeyCheck check = new StableKeyCheck(
            new Types(ClassBytes.of(StableKeyCheckTest.class.getClassLoader())),
            Place.annotation("@Cached", "Prices.price(User)"),
            findings);

    @Test
    void typeTells() {
        for (Class<?> yes : YES) {
            assertThat(check.answer(Type.getType(yes))).as(yes.getName()).isEqualTo(Types.Answer.YES);
        }
        for (Class<?> unknown : UNKNOWN) {
            assertThat(check.answer(Type.getType(unknown)))
                    .as(unknown.getName())
                    .isEqualTo(Types.Answer.UNKNOWN);
        }
        for (Class<?> no : NO) {
            assertThat(check.answer(Type.getType(no))).as(no.getName()).isEqualTo(Types.Answer.NO);
        }
    }

    @Test
    void refusalSaysWhatToDo() {
        check.check(1, Type.getType(User.class));
        check.check(2, Type.getType(List.class));

        assertThat(findings.problems())
                .singleElement()
                .extracting(Problem::text)
                .isEqualTo(
                        "@Cached on Prices.price(User): parameter 1 is a StableKeyCheckTest.User, which has no form that is the"
                                + " same in every process, so that a store could not find it. Make it an enum or a record of"
                                + " simple values, or mark it @KeyIgnore.");
    }

    record Point(int x, String y) {}

    record Holder(Object any) {}

    record Node(Node next) {}

    record OfUser(User user) {}

    @SuppressWarnings("ArrayRecordComponent") // such are common all the same
    record OfArray(int[] values) {}

    /** A record with an equality of its own. */
    record Odd(int x) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Odd odd && odd.x == x;
        }

        @Override
        public int hashCode() {
            return x;
        }
    }

    sealed interface OnlyUsers permits User {}

    static final class User implements OnlyUsers {}
}
