// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.weave.Refusal.Reason;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** How a suspend function is resumed is read from its code; what Kotlin's compiler writes is woven in memo-kotlin's tests. */
class ResumptionTest {
    private static final String DESCRIPTOR = "(JLkotlin/coroutines/Continuation;)Ljava/lang/Object;";
    private static final String MACHINE = "net/acme/Made$price$1";

    @Test
    void aFunctionThatPassesItsContinuationOnIsWoven() {
        Woven woven = weave(code -> {});

        assertThat(woven.refusals()).isEmpty();
        assertThat(woven.methods()).hasSize(1);
    }

    @Test
    void theClassThatTheFunctionItselfAsksForIsItsMachine() {
        Resumption.Search search = new Resumption.Search(3);
        search.variable(Opcodes.ALOAD, 1);
        search.type(Opcodes.INSTANCEOF, "net/acme/Other");
        search.variable(Opcodes.ALOAD, 3);
        search.type(Opcodes.INSTANCEOF, MACHINE);
        search.field(MACHINE, "label", "I");
        search.field("net/acme/Other", "label", "I");

        assertThat(search.result()).isEqualTo(new Resumption(MACHINE, true));
    }

    @Test
    void oneThatCannotBeToldIsRefused() {
        Woven woven = weave(code -> {
            code.visitVarInsn(Opcodes.ALOAD, 3);
            code.visitTypeInsn(Opcodes.CHECKCAST, MACHINE);
            code.visitFieldInsn(Opcodes.GETFIELD, MACHINE, "label", "I");
            code.visitInsn(Opcodes.POP);
        });

        assertThat(woven.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.SUSPENSION));
        assertThat(woven.changed()).isFalse();
    }

    @Test
    void aFieldOfThatNameMeansNothingElsewhere() {
        Resumption.Search search = new Resumption.Search(-1);
        search.field("net/acme/Made", "label", "I");

        assertThat(search.result()).isEqualTo(Resumption.NEVER);
    }

    private static Woven weave(Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "net/acme/Made", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "price", DESCRIPTOR, null, null);
        code.visitCode();
        code.visitLabel(new Label());
        body.accept(code);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(2, 4);
        code.visitEnd();
        writer.visitEnd();
        WovenMethod method =
                new WovenMethod("price", DESCRIPTOR, WovenMethod.MEMOIZE, true, List.of(0), "").suspending();
        return Weaver.weave(writer.toByteArray(), List.of(method), "net/acme/Dispatch");
    }
}
