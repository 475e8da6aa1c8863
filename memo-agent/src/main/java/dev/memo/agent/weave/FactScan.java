// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** A first look at the methods to be woven, that finds their {@link MethodFacts}. Confined to one thread. */
final class FactScan extends ClassVisitor {
    private final Set<String> wanted;
    private final Map<String, MethodFacts> found = new HashMap<>();
    private String owner = "";

    private FactScan(Set<String> wanted) {
        super(Opcodes.ASM9);
        this.wanted = wanted;
    }

    /** The facts of those wanted methods that the class has, by name and descriptor. */
    static Map<String, MethodFacts> scan(ClassReader reader, Set<String> wanted) {
        FactScan scan = new FactScan(wanted);
        reader.accept(scan, ClassReader.EXPAND_FRAMES);
        return scan.found;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        owner = name;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (!wanted.contains(name + descriptor)) {
            return null;
        }
        MethodFacts bare = new MethodFacts(owner, access, descriptor, MethodFacts.Code.NONE);
        found.put(name + descriptor, bare);
        return new CodeScan(name + descriptor, bare);
    }

    /** The same for one body. Confined to one thread. */
    private final class CodeScan extends MethodVisitor {
        private final String key;
        private final MethodFacts bare;
        private final int end;
        private final Resumption.Search resumption;
        private int firstLine;
        private boolean straddled;

        CodeScan(String key, MethodFacts bare) {
            super(Opcodes.ASM9);
            this.key = key;
            this.bare = bare;
            this.end = bare.parameterSlots();
            this.resumption = new Resumption.Search(bare.continuation());
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            if (firstLine == 0) {
                firstLine = line;
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            resumption.type(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            resumption.field(owner, name, descriptor);
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            resumption.variable(opcode, variable);
            boolean wide = opcode == Opcodes.LLOAD
                    || opcode == Opcodes.LSTORE
                    || opcode == Opcodes.DLOAD
                    || opcode == Opcodes.DSTORE;
            straddled |= wide && variable == end - 1;
        }

        @Override
        public void visitLocalVariable(
                String name, String type, @Nullable String signature, Label from, Label to, int variable) {
            straddled |= (type.equals("J") || type.equals("D")) && variable == end - 1;
        }

        @Override
        public void visitFrame(int type, int locals, Object[] local, int depth, Object[] stack) {
            int next = 0;
            for (int i = 0; i < locals && next < end; i++) {
                next += Frames.size(local[i]);
            }
            straddled |= next > end;
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            MethodFacts.Code code =
                    new MethodFacts.Code(maxStack, maxLocals, firstLine, straddled, resumption.result());
            found.put(key, new MethodFacts(bare.owner(), bare.access(), bare.descriptor(), code));
        }
    }
}
