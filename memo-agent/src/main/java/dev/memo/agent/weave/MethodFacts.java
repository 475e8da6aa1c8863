// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * What must be known about a method before its first instruction is written. Immutable.
 *
 * @param owner the declaring class's internal name
 * @param access the method's flags
 * @param code what the body uses, all zero where there is none
 */
record MethodFacts(String owner, int access, String descriptor, Code code) {
    /**
     * The body's needs.
     *
     * @param firstLine the line of its first instruction, 0 where there is no debug info
     * @param straddled whether the body keeps a long or double across the end of the parameters
     * @param resumes how a suspend function is resumed
     */
    record Code(int maxStack, int maxLocals, int firstLine, boolean straddled, Resumption resumes) {
        static final Code NONE = new Code(0, 0, 0, false, Resumption.NEVER);
    }

    private static final String SUSPENDS = "Lkotlin/coroutines/Continuation;)Ljava/lang/Object;";

    boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    boolean has(int flag) {
        return (access & flag) != 0;
    }

    /** How many slots the receiver and the parameters take. */
    int parameterSlots() {
        return parameterSlots(access, descriptor);
    }

    static int parameterSlots(int access, String descriptor) {
        int withReceiver = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
        return (access & Opcodes.ACC_STATIC) != 0 ? withReceiver - 1 : withReceiver;
    }

    /**
     * The local variable that holds Memo's answer: the first after the parameters, so that frames stay short; or, where
     * the body keeps a wide value across that place, the first after all its variables.
     */
    int slot() {
        return code.straddled() ? code.maxLocals() : parameterSlots();
    }

    /** The slot of the continuation that a suspend function is given last; -1 if the method is none. */
    int continuation() {
        return descriptor.endsWith(SUSPENDS) ? parameterSlots() - 1 : -1;
    }

    /** The parameters' slots, by position. */
    int[] slots() {
        Type[] types = Type.getArgumentTypes(descriptor);
        int[] slots = new int[types.length];
        int next = isStatic() ? 0 : 1;
        for (int i = 0; i < types.length; i++) {
            slots[i] = next;
            next += types[i].getSize();
        }
        return slots;
    }
}
