// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Class files that javac does not make: one class, one static method {@code m}. Stateless. */
final class Generated {
    static final String NAME = "generated.Odd";

    private Generated() {}

    /** A class whose frames are computed by ASM. */
    static byte[] classFile(int version, String descriptor, Consumer<MethodVisitor> body) {
        return classFile(new ClassWriter(ClassWriter.COMPUTE_FRAMES), version, descriptor, body);
    }

    /** A class whose frames, if any, are those that the body writes. */
    static byte[] withOwnFrames(int version, String descriptor, Consumer<MethodVisitor> body) {
        return classFile(new ClassWriter(0), version, descriptor, body);
    }

    private static byte[] classFile(ClassWriter out, int version, String descriptor, Consumer<MethodVisitor> body) {
        out.visit(version, Opcodes.ACC_PUBLIC, NAME.replace('.', '/'), null, "java/lang/Object", null);
        addMethod(out, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "m", descriptor, body);
        out.visitEnd();
        return out.toByteArray();
    }

    static void addMethod(ClassWriter out, int access, String name, String descriptor, Consumer<MethodVisitor> body) {
        MethodVisitor code = out.visitMethod(access, name, descriptor, null, null);
        code.visitCode();
        body.accept(code);
        code.visitMaxs(20, 300);
        code.visitEnd();
    }

    /** Counts a run. */
    static void run(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/memo/agent/weave/Runs", "add", "()V", false);
    }

    static Woven weave(byte[] classFile, String descriptor) {
        return ClassFiles.weave(classFile, List.of(Annotated.method("m", descriptor, WovenMethod.MEMOIZE)));
    }

    /** Weaves {@code m}, defines the class and calls it. */
    static Calls woven(byte[] classFile, String descriptor) {
        Woven woven = weave(classFile, descriptor);
        if (!woven.refusals().isEmpty()) {
            throw new AssertionError(woven.refusals());
        }
        return defined(woven.classFile());
    }

    static Calls defined(byte[] classFile) {
        ClassFiles loader = new ClassFiles();
        loader.add(NAME, classFile);
        return new Calls(loader.load(NAME));
    }
}
