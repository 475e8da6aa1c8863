// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Suspend functions of Kotlin's are planned by what they end with, or refused. */
class SuspendCheckTest {
    private static final String DESCRIPTOR = "(JLkotlin/coroutines/Continuation;)Ljava/lang/Object;";
    private static final String WHERE = "@Cached on Made.price(long, Continuation): ";

    @Test
    void itIsMemoizedAsAnAsynchronousMethodWithoutItsContinuation() {
        ClassPlan plan = plan("java/lang/String", "", "", Purpose.WEAVE);

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.memoized()).singleElement().satisfies(method -> {
            assertThat(method.async()).isTrue();
            assertThat(method.settings().keyParameters()).containsExactly(0);
        });
    }

    @Test
    void withoutItsModuleItIsRefused() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Made")
                .cached("price", DESCRIPTOR)
                .weave();

        assertThat(Plans.texts(plan.problems()))
                .containsExactly(
                        WHERE + "it is a suspend function, and memo-kotlin, which follows it to its end, is not "
                                + "on its class path. Remove @Cached, or add memo-kotlin.");
    }

    @Test
    void proxiesAreRefused() {
        assertThat(problems("java/lang/String", "", "", Purpose.PROXY))
                .containsExactly(WHERE + "it is a suspend function, which a proxy does not follow. Remove @Cached, or "
                        + "start with the agent.");
    }

    @Test
    void resultsOfValueClassesAreRefused() {
        assertThat(problems("net/acme/Isin", "", "", Purpose.WEAVE))
                .containsExactly(
                        WHERE + "it is a suspend function, and Isin, its result, is a value class, which Kotlin "
                                + "passes on in two forms. Remove @Cached, or return a class that is none.");
    }

    @Test
    void resultsThatMayBeOfValueClassesAreRefused() {
        assertThat(problems("net/acme/Missing", "", "", Purpose.WEAVE))
                .containsExactly(
                        WHERE + "it is a suspend function, and the class Missing, its result, is not found, so "
                                + "that it may be a value class. Remove @Cached, or put that on the same class path.");
    }

    @Test
    void resultsThatCannotBeRememberedAreRefused() {
        assertThat(problems("java/util/Iterator", "", "", Purpose.WEAVE))
                .singleElement()
                .asString()
                .startsWith(WHERE + "it returns an Iterator, ");
    }

    @Test
    void settingsAboutWaitingAreRefused() {
        assertThat(problems("java/lang/String", "maxWait", "2s", Purpose.WEAVE))
                .containsExactly(
                        WHERE + "maxWait is set, but it is a suspend function, whose callers never wait, so there "
                                + "is no wait to limit. Leave maxWait out, and have callers give up in time, with withTimeout say.");
    }

    @Test
    void backgroundRefreshIsRefused() {
        assertThat(problems("java/lang/String", "refresh", "1m", Purpose.WEAVE))
                .containsExactly(WHERE + "refresh runs the method in the background, but a suspend function runs in a "
                        + "coroutine, and that of the call may be over. Remove refresh.");
    }

    private static List<String> problems(String outcome, String setting, String value, Purpose purpose) {
        return Plans.texts(plan(outcome, setting, value, purpose).problems());
    }

    private static ClassPlan plan(String outcome, String setting, String value, Purpose purpose) {
        return ClassPlan.of(made(outcome, setting, value), Rules.NONE, new WithModule(), purpose);
    }

    private static byte[] made(String outcome, String setting, String value) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "net/acme/Made", null, "java/lang/Object", null);
        String signature = "(JLkotlin/coroutines/Continuation<-L" + outcome + ";>;)Ljava/lang/Object;";
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "price", DESCRIPTOR, signature, null);
        AnnotationVisitor cached = method.visitAnnotation(AnnotationNames.CACHED, true);
        if (!setting.isEmpty()) {
            cached.visit(setting, value);
        }
        cached.visitEnd();
        method.visitCode();
        method.visitInsn(Opcodes.ACONST_NULL);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(1, 4);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A class path with memo-kotlin, and a value class. Stateless and thread-safe. */
    private static final class WithModule implements ClassBytes {
        @Override
        public byte @Nullable [] find(String internalName) {
            if (!internalName.equals("net/acme/Isin")) {
                return Plans.SOURCE.find(internalName);
            }
            ClassWriter writer = new ClassWriter(0);
            writer.visit(Opcodes.V17, Opcodes.ACC_FINAL, internalName, null, "java/lang/Object", null);
            int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_NATIVE;
            writer.visitMethod(access, "box-impl", "(Ljava/lang/String;)Lnet/acme/Isin;", null, null)
                    .visitEnd();
            writer.visitEnd();
            return writer.toByteArray();
        }

        @Override
        public List<byte[]> resources(String name) {
            boolean asked = name.equals("META-INF/services/dev.memo.spi.SuspendAdapter");
            return asked ? List.of("# Kotlin\nnet.acme.Adapter\n".getBytes(StandardCharsets.UTF_8)) : List.of();
        }
    }
}
