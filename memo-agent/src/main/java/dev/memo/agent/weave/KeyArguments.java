// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The variables whose values a woven method passes to Memo: the receiver, where it counts, and the chosen parameters.
 *
 * <p>Primitives and strings keep their type, all else is passed as {@code Object}, so that linking loads no class of
 * the application. Too many for a method handle are passed as one array. Immutable.
 */
final class KeyArguments {
    /** Handles take 255 slots; the linker needs some of them. */
    private static final int MOST_SLOTS = 200;

    /** Put behind the kind where the arguments come as one array. */
    private static final String ARRAY = "+array";

    private static final Type OBJECT = Type.getType(Object.class);

    private final List<Variable> variables;
    private final boolean asArray;

    private KeyArguments(List<Variable> variables) {
        this.variables = variables;
        this.asArray = slots() > MOST_SLOTS;
    }

    static KeyArguments of(WovenMethod method, MethodFacts facts) {
        List<Variable> variables = new ArrayList<>();
        if (method.receiver() && !facts.isStatic()) {
            variables.add(new Variable(OBJECT, 0));
        }
        Type[] types = Type.getArgumentTypes(facts.descriptor());
        int[] slots = facts.slots();
        for (int parameter : method.parameters()) {
            variables.add(new Variable(erased(types[parameter]), slots[parameter]));
        }
        return new KeyArguments(variables);
    }

    /** How deep the stack gets while they are loaded. */
    int depth() {
        return asArray ? 5 : slots();
    }

    String kind(String kind) {
        return asArray ? kind + ARRAY : kind;
    }

    String descriptor() {
        if (asArray) {
            return "(Ljava/lang/Object;)Ljava/lang/Object;";
        }
        Type[] types = new Type[variables.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = variables.get(i).type();
        }
        return Type.getMethodDescriptor(OBJECT, types);
    }

    void load(MethodVisitor code) {
        if (asArray) {
            loadArray(code);
        } else {
            for (Variable variable : variables) {
                variable.load(code);
            }
        }
    }

    private void loadArray(MethodVisitor code) {
        code.visitIntInsn(Opcodes.SIPUSH, variables.size());
        code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT.getInternalName());
        for (int i = 0; i < variables.size(); i++) {
            code.visitInsn(Opcodes.DUP);
            code.visitIntInsn(Opcodes.SIPUSH, i);
            variables.get(i).load(code);
            Boxing.box(code, variables.get(i).type());
            code.visitInsn(Opcodes.AASTORE);
        }
    }

    private int slots() {
        int slots = 0;
        for (Variable variable : variables) {
            slots += variable.type().getSize();
        }
        return slots;
    }

    private static Type erased(Type type) {
        boolean kept = Boxing.isPrimitive(type) || type.getDescriptor().equals("Ljava/lang/String;");
        return kept ? type : OBJECT;
    }

    private record Variable(Type type, int slot) {
        void load(MethodVisitor code) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
        }
    }
}
