// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.KeyIgnore;
import dev.memo.annotation.KeyPart;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole class, planned. Confined to one thread. */
class ClassPlanTest {

    @Test
    void annotatedMethodsOfAnyKindAreMemoized() {
        ClassPlan plan = Plans.weave(Shapes.class);
        assertThat(plan.className()).isEqualTo(Shapes.class.getName());
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.isEmpty()).isFalse();
        assertThat(Plans.memoizedNames(plan))
                .containsExactlyInAnyOrder("open", "own", "shared", "last", "locked", "generic", "rest", "compare");
        assertThat(plan.memoized())
                .filteredOn(MemoizedMethod::isStatic)
                .extracting(each -> each.ref().name())
                .containsExactly("shared");
    }

    @Test
    void bridgesAndSyntheticMethodsAreLeftAlone() {
        assertThat(Plans.weave(Shapes.class).memoized())
                .filteredOn(each -> each.ref().name().equals("compare"))
                .extracting(each -> each.ref().descriptor())
                .containsExactly("(Ljava/lang/String;Ljava/lang/String;)I");
    }

    @Test
    void methodsOfEnumsRecordsAndInterfacesAreMemoized() {
        assertThat(Plans.memoizedNames(Plans.weave(Level.class))).containsExactly("twice");
        assertThat(Plans.memoizedNames(Plans.weave(Point.class))).containsExactly("x");
        assertThat(Plans.memoizedNames(Plans.weave(Service.class))).containsExactly("withBody");
        Supplier<Integer> anonymous = new Supplier<>() {
            @Cached
            @Override
            public Integer get() {
                return 1;
            }
        };
        ClassPlan plan = Plans.weave(anonymous.getClass());
        assertThat(plan.memoized()).hasSize(1);
        assertThat(Plans.settings(plan, "get").name()).isEqualTo("ClassPlanTest$1.get");
    }

    @Test
    void houseExampleReadsAsTheHouseSays() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Users")
                .cached("save", "(Lnet/acme/User;)V")
                .weave();
        assertThat(Problems.text(plan.className(), plan.problems()))
                .isEqualTo("1 problem in the memoized methods of Users:\n1. @Cached on Users.save(User): "
                        + "it returns void, so there is nothing to remember. Remove @Cached, or return a value.");
    }

    @Test
    void missingClassOfAnotherMethodDoesNotMatter() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Made")
                .method("other", "(Lnet/acme/Gone;)Lnet/acme/Missing;", "Lnet/acme/Other;", "", "")
                .cached("price", "()I")
                .weave();
        assertThat(Plans.memoizedNames(plan)).containsExactly("price");
    }

    @Test
    void annotationsWithoutEffectAreRemarkedOn() {
        assertThat(Plans.texts(Plans.weave(Stray.class).remarks()))
                .containsExactlyInAnyOrder(
                        "@KeyPart on ClassPlanTest.Stray.one(int): the method is not memoized, so that it has no "
                                + "effect. Annotate the method with @Cached, or remove @KeyPart.",
                        "@KeyIgnore on ClassPlanTest.Stray.two(int): the method is not memoized, so that it has no "
                                + "effect. Annotate the method with @Cached, or remove @KeyIgnore.",
                        "@CachedDefaults on ClassPlanTest.Stray: no method of the class is memoized, so that it has "
                                + "no effect. Annotate methods with @Cached, or remove @CachedDefaults.");
        assertThat(Plans.weave(Stray.class).isEmpty()).isTrue();
        assertThat(Plans.weave(Stray.class, Stray.class.getName() + ".one", Stray.class.getName() + ".two")
                        .remarks())
                .extracting(Problem::code)
                .containsExactly("ONE_KEY");
    }

    @Test
    void planIsTheSameEachTime() {
        assertThat(Plans.weave(Shapes.class)).isEqualTo(Plans.weave(Shapes.class));
    }

    @Test
    void invalidatingMethodsArePlanned() {
        ClassPlan plan = Plans.weave(Shapes.class);
        assertThat(plan.invalidating())
                .extracting(
                        each -> each.ref().name(),
                        InvalidatingMethod::isStatic,
                        each -> each.invalidations().size())
                .containsExactlyInAnyOrder(tuple("clear", true, 1), tuple("clearMore", false, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net/acme/Prices$$EnhancerBySpringCGLIB$$1",
                "net/acme/Prices$$SpringCGLIB$$0",
                "net/acme/Prices$ByteBuddy$abc",
                "net/acme/Prices$HibernateProxy$abc"
            })
    void classThatAFrameworkGeneratedIsLeftAlone(String name) {
        ClassPlan plan = new MadeClass(Opcodes.V17, name).cached("price", "()V").weave();
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.problems()).isEmpty();
    }

    @Test
    void classFileOfANewerJavaIsRefused() {
        byte[] bytes = new MadeClass(Opcodes.V17, "net/acme/New")
                .cached("price", "()I")
                .bytes();
        ByteBuffer.wrap(bytes).putInt(4, 200);
        ClassPlan plan = ClassPlan.of(bytes, Rules.NONE, Plans.SOURCE, Purpose.WEAVE);
        assertThat(plan.className()).isEqualTo("net.acme.New");
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("New: its class file is of a newer Java than this version of Memo knows. "
                        + "Use a newer Memo, or compile the class for an earlier Java.");
    }

    @Test
    void bytesThatAreNoClassFileAreRefused() {
        assertThat(Plans.texts(ClassPlan.of(new byte[0], Rules.NONE, Plans.SOURCE, Purpose.WEAVE)
                        .problems()))
                .containsExactly("a class file: its bytes are no class file. Compile it again.");
    }

    @Test
    void damagedClassFileNeverThrows() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        byte[] good = Plans.bytes(Shapes.class);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int n = random.nextInt(4); n > 0 && damaged.length > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(ClassPlan.of(damaged, Rules.NONE, Plans.SOURCE, Purpose.WEAVE))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    /** Methods of every kind. Stateless and thread-safe. */
    static class Shapes implements Comparator<String> {
        @Cached
        public int open() {
            return own();
        }

        @Cached
        private int own() {
            return 1;
        }

        @Cached
        protected static final synchronized int shared(long a) {
            return (int) a;
        }

        @Cached
        final int last() {
            return 1;
        }

        @Cached
        synchronized int locked() {
            return 1;
        }

        @Cached
        <T extends Comparable<T>> T generic(T a) {
            return a;
        }

        @Cached
        int rest(Object... all) {
            return all.length;
        }

        @Cached
        @Override
        public int compare(String a, String b) {
            return a.compareTo(b);
        }

        Supplier<String> lambda() {
            return () -> "";
        }

        @Invalidates(method = "open", all = true)
        static void clear() {}

        @Invalidates(method = "open", all = true)
        @Invalidates(method = "own")
        List<String> clearMore() {
            return List.of();
        }
    }

    /** An enum. Immutable. */
    enum Level {
        LOW {
            @Override
            int other() {
                return 1;
            }
        };

        @Cached
        int twice() {
            return 2 * other();
        }

        abstract int other();
    }

    /** A record with an annotated accessor. Immutable. */
    record Point(int x) {
        @Cached
        @Override
        public int x() {
            return x;
        }
    }

    /** An interface. Stateless and thread-safe. */
    interface Service {
        @Cached
        default int withBody() {
            return 1;
        }
    }

    /** Annotations that do nothing. Stateless and thread-safe. */
    @CachedDefaults(ttl = "1m")
    static class Stray {
        int one(@KeyPart int a) {
            return a;
        }

        int two(@KeyIgnore int a) {
            return a;
        }
    }
}
