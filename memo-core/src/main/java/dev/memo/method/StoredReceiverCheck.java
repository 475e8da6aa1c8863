// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Receiver;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the object that a method with a store is called on can be a part of a key that is the same in every
 * process. What {@link dev.memo.key.Receivers} decides for each class of objects, this knows before the first call, where
 * the declaring class tells. Confined to one thread.
 */
final class StoredReceiverCheck {
    private final Types types;
    private final Place place;
    private final Findings findings;

    StoredReceiverCheck(Types types, Place place, Findings findings) {
        this.types = types;
        this.place = place;
        this.findings = findings;
    }

    void check(ClassModel owner, Receiver receiver) {
        switch (receiver) {
            case IDENTITY -> refuse("receiver is IDENTITY, which is another in every process");
            case EQUALS -> checkStable(owner, "receiver is EQUALS, and ");
            case AUTO -> {
                if (!owner.isInterface() && hasFields(owner) == Types.Answer.YES) {
                    checkStable(owner, "");
                }
            }
            case IGNORE -> {}
        }
    }

    private void checkStable(ClassModel owner, String start) {
        Types.Answer stable = new StableKeyCheck(types, place, findings).answer(Type.getObjectType(owner.name()));
        if (stable == Types.Answer.NO) {
            refuse(start + "it is called on " + TypeNames.withArticle(owner.shortName())
                    + ", which has fields and no form that is the same in every process");
        }
    }

    private void refuse(String what) {
        String ignore = place.byRule() ? "receiver=ignore" : "receiver = IGNORE";
        String change = place.byRule() ? "" : ", or make its class a record of simple values or an enum";
        findings.problem(place.problem(
                "UNSTABLE_RECEIVER",
                what + ", so that a store could not find its results",
                "Use " + ignore + " if they are the same for all objects" + change + "."));
    }

    private Types.Answer hasFields(ClassModel owner) {
        ClassModel at = owner;
        while (at != null) {
            if (InstanceFields.in(at.bytes().reader())) {
                return Types.Answer.YES;
            }
            String above = at.head().superName();
            if (above == null) {
                return Types.Answer.NO;
            }
            at = types.find(above);
        }
        return Types.Answer.UNKNOWN;
    }

    /** Looks for fields that objects have. Confined to one thread. */
    private static final class InstanceFields extends ClassVisitor {
        private boolean found;

        private InstanceFields() {
            super(Opcodes.ASM9);
        }

        static boolean in(ClassReader file) {
            InstanceFields fields = new InstanceFields();
            file.accept(fields, ClassReader.SKIP_CODE);
            return fields.found;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            found |= (access & Opcodes.ACC_STATIC) == 0;
            return null;
        }
    }
}
