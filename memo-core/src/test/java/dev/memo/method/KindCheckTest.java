// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods whose calls cannot be seen. Confined to one thread. */
class KindCheckTest {

    @Test
    void methodWithoutBodyIsNotWoven() {
        ClassPlan plan = Plans.weave(Bodies.class);
        assertThat(plan.memoized()).isEmpty();
        assertThat(Plans.texts(plan.problems()))
                .containsExactlyInAnyOrder(
                        "@Cached on KindCheckTest.Bodies.open(): it is abstract, so there is no body to weave. "
                                + "Annotate the methods that implement it.",
                        "@Cached on KindCheckTest.Bodies.machine(): it is native, so there is no body to weave. "
                                + "Remove @Cached, or annotate a method that calls it.");
    }

    @Test
    void interfaceMethodIsNotWovenButProxied() {
        ClassPlan woven = Plans.weave(Service.class);
        assertThat(Plans.memoizedNames(woven)).containsExactly("withBody", "shared");
        assertThat(Plans.texts(woven.problems()))
                .containsExactlyInAnyOrder(
                        "@Cached on KindCheckTest.Service.price(long): it is abstract, so there is no body to weave. "
                                + "Annotate the methods that implement it, or wrap objects with "
                                + "memo.proxy(KindCheckTest.Service.class, object).",
                        "@Invalidates on KindCheckTest.Service.setPrice(long): it is abstract, so there is no body to "
                                + "weave. Annotate the methods that implement it, or wrap objects with "
                                + "memo.proxy(KindCheckTest.Service.class, object).",
                        "@Invalidates on KindCheckTest.Service.setPrice(long): KindCheckTest.Service.price(long) is "
                                + "not memoized, but refused. Correct that first.");

        ClassPlan proxied = Plans.proxy(Service.class);
        assertThat(proxied.problems()).isEmpty();
        assertThat(Plans.memoizedNames(proxied)).containsExactly("price", "withBody");
        assertThat(proxied.invalidating()).hasSize(1);
    }

    @Test
    void methodThatAProxyDoesNotSeeIsRemarkedOn() {
        assertThat(Plans.texts(Plans.proxy(Service.class).remarks()))
                .containsExactly("@Cached on KindCheckTest.Service.shared(): it is static, so a proxy does not see its "
                        + "calls. Remove @Cached, or start with the agent.");
        ClassPlan plan = Plans.proxy(Open.class);
        assertThat(Plans.memoizedNames(plan)).containsExactly("seen");
        assertThat(Plans.texts(plan.remarks()))
                .containsExactlyInAnyOrder(
                        "@Cached on KindCheckTest.Open.last(): it is final, so a proxy does not see its calls. "
                                + "Remove @Cached, or start with the agent.",
                        "@Cached on KindCheckTest.Open.own(): it is private, so a proxy does not see its calls. "
                                + "Remove @Cached, or start with the agent.");
    }

    @Test
    void constructorIsRefused() {
        ClassPlan plan =
                Plans.weave(Open.class, Open.class.getName() + ".<init>(int)", Open.class.getName() + ".<clinit>");
        assertThat(Plans.texts(plan.problems()))
                .containsExactlyInAnyOrder(
                        "rules.txt:1 on KindCheckTest.Open.<init>(int): it is a constructor, which has to make a new "
                                + "object on each call. Remove the rule.",
                        "rules.txt:2 on KindCheckTest.Open.<clinit>(): it is a static initializer, which has no "
                                + "result. Remove the rule.");
    }

    @Test
    void ruleAboutAMethodWithoutBodyIsRefused() {
        ClassPlan plan =
                Plans.weave(Plain.class, Plain.class.getName() + ".open()", Plain.class.getName() + ".machine()");
        assertThat(Plans.texts(plan.problems()))
                .containsExactlyInAnyOrder(
                        "rules.txt:1 on KindCheckTest.Plain.open(): it is abstract, so there is no body to weave. "
                                + "Write a rule for each class that implements it.",
                        "rules.txt:2 on KindCheckTest.Plain.machine(): it is native, so there is no body to weave. "
                                + "Remove the rule.");
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6})
    void classFileBeforeJava7IsNotWoven(int version) {
        byte[] bytes =
                new MadeClass(version, "net/acme/Old").cached("price", "()I").bytes();
        ClassPlan plan = ClassPlan.of(bytes, Rules.NONE, Plans.SOURCE, Purpose.WEAVE);
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("@Cached on Old.price(): its class file is of Java " + ((version & 0xFFFF) - 44)
                        + ", and weaving needs Java 7 or later. "
                        + "Remove @Cached, or compile the class for a later Java.");
        assertThat(ClassPlan.of(bytes, Rules.NONE, Plans.SOURCE, Purpose.PROXY).memoized())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_7, Opcodes.V1_8, Opcodes.V9, Opcodes.V11, Opcodes.V17, Opcodes.V21, Opcodes.V25})
    void laterClassFileIsWoven(int version) {
        ClassPlan plan =
                new MadeClass(version, "net/acme/New").cached("price", "()I").weave();
        assertThat(plan.memoized()).hasSize(1);
    }

    /** Methods without bodies. Stateless and thread-safe. */
    abstract static class Bodies {
        @Cached
        abstract int open();

        @Cached
        native int machine();
    }

    /** The same without annotations. Stateless and thread-safe. */
    abstract static class Plain {
        abstract int open();

        native int machine();
    }

    /** An interface. Stateless and thread-safe. */
    interface Service {
        @Cached
        int price(long id);

        @Cached
        default int withBody() {
            return 1;
        }

        @Cached
        static int shared() {
            return 1;
        }

        @Invalidates(method = "price")
        void setPrice(long id);
    }

    /** A class that can be subclassed. Immutable. */
    static class Open {
        static final Object LOCK = new Object();

        private final int size;

        Open(int size) {
            this.size = size;
        }

        @Cached
        int seen() {
            return size + own();
        }

        @Cached
        final int last() {
            return size;
        }

        @Cached
        private int own() {
            return size;
        }
    }
}
