// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which classes are copied field by field, and that such a copy has all that the bytes would give. */
@SuppressWarnings("UnusedVariable") // the samples' fields are read by reflection
class FlatCopierTest {
    @Test
    void everyFieldIsCopiedOfEachTypeAndOfEachClass() {
        Low original = new Low();

        Low copy = (Low) copier(Low.class).copy(original);

        assertThat(copy).isNotSameAs(original).usingRecursiveComparison().isEqualTo(original);
        assertThat(copy.kept).as("transient fields too, as in bytes").isEqualTo("kept");
        assertThat(Likeness.difference(original, copy)).isNull();
    }

    @Test
    void noConstructorRuns() {
        int before = Low.made;
        copier(Low.class).copy(new Low());
        assertThat(Low.made).isEqualTo(before + 1);
    }

    @Test
    void whatLeadsToSomethingThatMayChangeIsNotFlat() {
        assertThat(copier(Low.class).isFlat(new Low())).isTrue();
        assertThat(copier(Holder.class).isFlat(new Holder())).isFalse();
        assertThat(copier(Arrayed.class).isFlat(new Arrayed())).isFalse();
        assertThat(copier(OpenHolder.class).isFlat(new OpenHolder("text"))).isTrue();
        assertThat(copier(OpenHolder.class).isFlat(new OpenHolder(List.of(1, 2))))
                .isTrue();
        assertThat(copier(OpenHolder.class).isFlat(new OpenHolder(new ArrayList<>())))
                .isFalse();
        assertThat(copier(OpenHolder.class).isFlat(new OpenHolder(new BigDecimal("1") {
                    private static final long serialVersionUID = 1;
                })))
                .isFalse();
    }

    @Test
    void whatIsMoreThanItsFieldsIsNotCopiedByThem() {
        for (Class<?> type :
                List.of(Listed.class, Lone.class, Written.class, DayOfWeek.class, StringBuilder.class, int[].class)) {
            assertThat(FlatCopier.of(type)).as(type.getName()).isNull();
        }
    }

    @Test
    void aPristineCopyIsMadeOnceItPays() {
        FlatCopies copies = new FlatCopies();
        Low value = new Low();
        for (int i = 1; i < FlatCopies.HOT; i++) {
            assertThat(copies.of(value)).isNull();
        }

        Pristine pristine = Objects.requireNonNull(copies.of(value));
        value.number = 99;

        assertThat(((Low) pristine.copy()).number).isEqualTo(7);
        assertThat(pristine.copy()).isNotSameAs(pristine.copy());
    }

    @Test
    void aClassIsGivenUpIfItsObjectsAreNotFlat() {
        FlatCopies copies = new FlatCopies();
        for (int i = 0; i < FlatCopies.HOT + 100; i++) {
            assertThat(copies.of(new OpenHolder(new ArrayList<>()))).isNull();
        }
        assertThat(copies.of(new OpenHolder("text"))).isNull();
    }

    @Test
    void aClassThatIsMoreThanItsFieldsIsNeverPristine() {
        FlatCopies copies = new FlatCopies();
        for (int i = 0; i <= FlatCopies.HOT; i++) {
            assertThat(copies.of(new ArrayList<>())).isNull();
        }
    }

    @Test
    void aCopierKeepsNoClassLoader() throws Exception {
        WeakReference<ClassLoader> loader = copyInAChildLoader();
        for (int i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> copyInAChildLoader() throws Exception {
        ChildLoader loader = new ChildLoader(Plain.class);
        Class<?> type = loader.loadClass(Plain.class.getName());
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object copy = copier(type).copy(constructor.newInstance());
        assertThat(copy.getClass().getClassLoader()).isSameAs(loader);
        return new WeakReference<>(loader);
    }

    private static FlatCopier copier(Class<?> type) {
        return Objects.requireNonNull(FlatCopier.of(type));
    }

    private static class High {
        private final String name = new String("high");
        private final @Nullable Long none = null;
    }

    private static final class Low extends High {
        static int made;

        private final String name = new String("low");
        private final byte b = 1;
        private final short s = 2;
        private final char c = 'c';
        private final float f = 1.5f;
        private final double d = -0.0;
        private final boolean flag = true;
        private final long big = Long.MIN_VALUE;
        private final BigDecimal exact = new BigDecimal("1.50");
        private final DayOfWeek day = DayOfWeek.FRIDAY;
        private final transient String kept = new String("kept");
        private int number = 7;

        Low() {
            made++;
        }
    }

    private static final class Plain {
        private int number = 3;
    }

    private static final class Holder {
        private Plain plain = new Plain();
    }

    private static final class OpenHolder {
        private Object any;

        OpenHolder(Object any) {
            this.any = any;
        }
    }

    private static final class Arrayed {
        private byte[] bytes = {1};
    }

    private static final class Listed extends ArrayList<String> {
        private static final long serialVersionUID = 1;
        private int number = 3;
    }

    private enum Lone {
        ONLY
    }

    private record Written(int number) {}
}
