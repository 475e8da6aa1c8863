// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes a proxy class: a subtype of the wrapped type with a field for the wrapped object.
 *
 * <p>Memoized methods are written by {@link MemoizedBody}, those that drop results by {@link InvalidatingBody}, all others call the same method of the wrapped object.
 * {@code equals}, {@code hashCode} and {@code toString} are those of the wrapped object; two proxies are equal if what
 * they wrap is. Confined to one thread.
 */
final class ProxyWriter {
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
        @Override
        protected String getCommonSuperClass(String a, String b) {
            return a.equals(b) ? a : "java/lang/Object";
        }
    };
    private final String name;
    private final Class<?> type;
    private final ProxyPlan plan;

    ProxyWriter(String packageName, Class<?> type, ProxyPlan plan) {
        String prefix = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        this.name = prefix + type.getSimpleName() + "$MemoProxy";
        this.type = type;
        this.plan = plan;
    }

    byte[] write() {
        String object = Type.getInternalName(Object.class);
        String[] interfaces = type.isInterface() ? new String[] {Type.getInternalName(type)} : new String[0];
        writer.visit(
                V17,
                ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
                name,
                null,
                type.isInterface() ? object : Type.getInternalName(type),
                interfaces);
        writer.visitField(ACC_PRIVATE, ProxyClass.TARGET, Type.getDescriptor(type), null, null);
        writer.visitField(ACC_PRIVATE, ProxyClass.ORIGIN, Type.getDescriptor(Object.class), null, null);
        if (type.isInterface()) {
            writeConstructor();
        }
        writeEquals();
        writeForward("hashCode", "()I", Type.INT_TYPE);
        writeForward("toString", "()Ljava/lang/String;", Type.getType(String.class));
        writeMethods();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void writeMethods() {
        for (Method method : plan.forwarded()) {
            if (!objectMethod(method)) {
                writeForward(method);
            }
        }
        for (int i = 0; i < plan.memoized().size(); i++) {
            writeMemoized(plan.memoized().get(i), i);
        }
        for (int i = 0; i < plan.invalidating().size(); i++) {
            writeInvalidating(plan.invalidating().get(i), plan.memoized().size() + i);
        }
    }

    /** Calls the same method of the wrapped object with this method's arguments and leaves the result on the stack. */
    void callTarget(MethodVisitor mv, Method method) {
        loadTarget(mv);
        int slot = 1;
        for (Type argument : Type.getArgumentTypes(method)) {
            mv.visitVarInsn(argument.getOpcode(ILOAD), slot);
            slot += argument.getSize();
        }
        mv.visitMethodInsn(
                type.isInterface() ? INVOKEINTERFACE : INVOKEVIRTUAL,
                Type.getInternalName(type),
                method.getName(),
                Type.getMethodDescriptor(method),
                type.isInterface());
    }

    void loadTarget(MethodVisitor mv) {
        mv.visitVarInsn(ALOAD, 0);
        mv.visitFieldInsn(GETFIELD, name, ProxyClass.TARGET, Type.getDescriptor(type));
    }

    private void writeConstructor() {
        MethodVisitor mv = begin("<init>", "()V");
        mv.visitVarInsn(ALOAD, 0);
        mv.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        end(mv, RETURN);
    }

    private void writeForward(Method method) {
        MethodVisitor mv = begin(method.getName(), Type.getMethodDescriptor(method));
        callTarget(mv, method);
        end(mv, Type.getReturnType(method).getOpcode(IRETURN));
    }

    private void writeMemoized(ProxyMethod method, int index) {
        MethodVisitor mv = begin(method.name(), method.descriptor());
        new MemoizedBody(this, method, index).write(mv);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private void writeInvalidating(ProxyInvalidation method, int index) {
        MethodVisitor mv = begin(method.method().getName(), Type.getMethodDescriptor(method.method()));
        new InvalidatingBody(this, method, index).write(mv);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private void writeForward(String method, String descriptor, Type result) {
        MethodVisitor mv = begin(method, descriptor);
        loadTarget(mv);
        mv.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Object", method, descriptor, false);
        end(mv, result.getOpcode(IRETURN));
    }

    private void writeEquals() {
        MethodVisitor mv = begin("equals", "(Ljava/lang/Object;)Z");
        Label other = new Label();
        mv.visitVarInsn(ALOAD, 1);
        mv.visitTypeInsn(INSTANCEOF, name);
        mv.visitJumpInsn(IFEQ, other);
        mv.visitVarInsn(ALOAD, 1);
        mv.visitTypeInsn(CHECKCAST, name);
        mv.visitFieldInsn(GETFIELD, name, ProxyClass.TARGET, Type.getDescriptor(type));
        mv.visitVarInsn(ASTORE, 1);
        mv.visitLabel(other);
        loadTarget(mv);
        mv.visitVarInsn(ALOAD, 1);
        mv.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Object", "equals", "(Ljava/lang/Object;)Z", false);
        end(mv, IRETURN);
    }

    private MethodVisitor begin(String method, String descriptor) {
        MethodVisitor mv = writer.visitMethod(ACC_PUBLIC, method, descriptor, null, null);
        mv.visitCode();
        return mv;
    }

    private static void end(MethodVisitor mv, int returning) {
        mv.visitInsn(returning);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static boolean objectMethod(Method method) {
        String key = ProxyTypes.key(method);
        return key.equals("equals(Ljava/lang/Object;)Z")
                || key.equals("hashCode()I")
                || key.equals("toString()Ljava/lang/String;");
    }
}
