// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The stack map frames that the weaver writes and rewrites. Stateless. */
final class Frames {
    private static final String OBJECT = "java/lang/Object";

    private Frames() {}

    /** How many slots a frame's entry takes. */
    static int size(Object entry) {
        return entry == Opcodes.LONG || entry == Opcodes.DOUBLE ? 2 : 1;
    }

    /** The variables as the method is entered: receiver and parameters. */
    static Object[] atEntry(MethodFacts facts) {
        List<Object> locals = new ArrayList<>();
        if (!facts.isStatic()) {
            locals.add(facts.owner());
        }
        for (Type type : Type.getArgumentTypes(facts.descriptor())) {
            locals.add(entry(type));
        }
        return locals.toArray();
    }

    /** Nothing but Memo's slot: what holds at any instruction, whatever the body has overwritten. */
    static Object[] onlySlot(int slot) {
        List<Object> locals = new ArrayList<>(Collections.nCopies(slot, Opcodes.TOP));
        locals.add(OBJECT);
        return locals.toArray();
    }

    /** The given variables with Memo's slot put in; those behind it move up by one. */
    static Object[] withSlot(int count, Object[] locals, int slot) {
        List<Object> moved = new ArrayList<>(count + 1);
        int next = 0;
        int i = 0;
        while (next < slot && i < count) {
            next += size(locals[i]);
            moved.add(locals[i++]);
        }
        moved.addAll(Collections.nCopies(slot - next, Opcodes.TOP));
        moved.add(OBJECT);
        while (i < count) {
            moved.add(locals[i++]);
        }
        return moved.toArray();
    }

    private static Object entry(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            default -> type.getInternalName();
        };
    }
}
