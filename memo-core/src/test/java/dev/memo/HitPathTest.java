// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import java.io.IOException;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The frames of Memo's that a hit goes through, as ARCHITECTURE.md draws them: three, and no more. */
class HitPathTest {
    private static final StackWalker WALKER = StackWalker.getInstance(Option.SHOW_HIDDEN_FRAMES);
    private static final List<String> HASHING = new ArrayList<>();
    private static final List<String> COMPARING = new ArrayList<>();

    private final Engine engine = new Engine(EngineSettings.defaults());

    @Test
    void anArgumentIsHashedAndComparedThreeFramesBelowTheCaller() throws Throwable {
        MethodHandle probe = Probes.ofStatic(engine, UnaryOperator.identity(), Object.class);
        Probes.load(call(probe, new Witness()), "value");
        forget();
        assertThat(call(probe, new Witness())).isEqualTo("value");
        assertThat(HASHING).containsExactly("key.Parts.hash", "link.Probe.spread", "link.Probe.enter");
        assertThat(COMPARING).containsExactly("key.Parts.equal", "link.Probe.matches", "link.Probe.enter");
    }

    @Test
    void theLastOfFourArgumentsIsReachedOnTheSamePath() throws Throwable {
        MethodHandle probe =
                Probes.ofStatic(engine, UnaryOperator.identity(), int.class, String.class, double.class, Object.class);
        Probes.load(call(probe, 1, "a", 2.0, new Witness()), "value");
        forget();
        assertThat(call(probe, 1, "a", 2.0, new Witness())).isEqualTo("value");
        assertThat(HASHING).containsExactly("key.Parts.hash", "link.Probe.spread", "link.Probe.enter");
        assertThat(COMPARING).containsExactly("key.Parts.equal", "link.Probe.matches", "link.Probe.enter");
    }

    /** One that counts by identity or class is known without a call of its own code: that is what the frame more is kept out for. */
    @Test
    void aReceiverThatCountsByEqualityIsHashedAndComparedFourFramesBelowTheCaller() throws Throwable {
        MethodHandle probe = Probes.ofInstance(engine, long.class);
        Probes.load(call(probe, new Witness(), 1L), "value");
        forget();
        assertThat(call(probe, new Witness(), 1L)).isEqualTo("value");
        assertThat(HASHING)
                .containsExactly(
                        "key.Receivers.otherHash", "key.Receivers.hash", "link.Probe.spread", "link.Probe.enter");
        assertThat(COMPARING)
                .containsExactly(
                        "key.Receivers.matchesOther",
                        "key.Receivers.matches",
                        "link.Probe.matches",
                        "link.Probe.enter");
    }

    /** HotSpot inlines no method that is longer: what loads and lands stays out of the code of memoized methods. */
    @Test
    void landingIsLongerThanWhatIsInlined() throws IOException {
        ClassWriter copy = new ClassWriter(0);
        Label end = new Label();
        new ClassReader("dev.memo.region.Flight").accept(markingEnd("accept", end, copy), 0);
        assertThat(copy.toByteArray()).isNotEmpty();
        assertThat(end.getOffset()).isGreaterThan(325);
    }

    private static ClassVisitor markingEnd(String method, Label end, ClassWriter copy) {
        return new ClassVisitor(Opcodes.ASM9, copy) {
            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] thrown) {
                MethodVisitor code = super.visitMethod(access, name, descriptor, signature, thrown);
                return !name.equals(method)
                        ? code
                        : new MethodVisitor(Opcodes.ASM9, code) {
                            @Override
                            public void visitMaxs(int stack, int locals) {
                                visitLabel(end);
                                super.visitMaxs(stack, locals);
                            }
                        };
            }
        };
    }

    private static @Nullable Object call(MethodHandle probe, Object... arguments) throws Throwable {
        return probe.invokeWithArguments(arguments);
    }

    private static void forget() {
        HASHING.clear();
        COMPARING.clear();
    }

    /** Returns the frames between the witness and this test's call, without those of method handles. */
    private static List<String> path() {
        List<String> path = new ArrayList<>();
        for (StackFrame frame : WALKER.walk(frames -> frames.skip(2).toList())) {
            if (frame.getClassName().equals(HitPathTest.class.getName())) {
                return path;
            }
            if (!frame.getClassName().startsWith("java.lang.invoke.")) {
                path.add(name(frame));
            }
        }
        throw new AssertionError("the caller is not on the stack");
    }

    private static String name(StackFrame frame) {
        String type = frame.getClassName().replaceFirst("[/+].*", "").replaceFirst("^dev\\.memo\\.", "");
        return type + "." + frame.getMethodName();
    }

    /** An argument that notes who hashes and compares it; all are equal. */
    private static final class Witness {
        private final int hash = 7; // without a field, a receiver would count by its class

        @Override
        public int hashCode() {
            HASHING.addAll(path());
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            COMPARING.addAll(path());
            return other instanceof Witness;
        }
    }
}
