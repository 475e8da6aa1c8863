// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Decides whether a method's results can be asked how long they live. Confined to one thread. */
final class TtlFromCheck {
    private static final List<String> LIVES = List.of("Ljava/time/Duration;", "Ljava/time/Instant;");

    private final Types types;
    private final Place place;
    private final Findings findings;

    TtlFromCheck(Types types, Place place, Findings findings) {
        this.types = types;
        this.place = place;
        this.findings = findings;
    }

    /**
     * Checks the accessor.
     *
     * @param name as it is written, not empty
     * @param result what the method returns
     */
    void check(String name, Type result) {
        String shown = TypeNames.shortName(result);
        if (result.getSort() != Type.OBJECT) {
            refuse(name, "but the method returns " + shown + ", which has no accessors", "Leave ttlFrom out.");
            return;
        }
        String internal = result.getInternalName();
        if (types.find(internal) == null) {
            refuse(name, "but the class " + shown + " is not found", "Put it on the same class path.");
            return;
        }
        String descriptor = member(internal, name);
        if (descriptor == null) {
            refuse(
                    name,
                    "but " + shown + " has no method without parameters and no field of that name",
                    "Name one that gives a Duration or an Instant.");
        } else if (!LIVES.contains(descriptor)) {
            String type = TypeNames.shortName(Type.getType(descriptor));
            refuse(
                    name,
                    "which gives " + TypeNames.withArticle(type),
                    "Name one that gives a Duration or an Instant: a number has no unit.");
        }
    }

    /** Returns what the accessor gives, one of the right types if there are several; null if there is none. */
    private @Nullable String member(String internal, String name) {
        String found = null;
        for (String each : types.ancestry(internal)) {
            ClassModel model = types.find(each);
            String given = model == null ? null : method(model, name);
            given = given == null && model != null ? field(model, name) : given;
            if (given != null && (found == null || LIVES.contains(given))) {
                found = given;
            }
        }
        return found;
    }

    private static @Nullable String method(ClassModel model, String name) {
        for (MethodModel method : model.methods()) {
            if (method.ref().name().equals(name) && !method.isStatic() && method.parameters().length == 0) {
                return method.result().getDescriptor();
            }
        }
        return null;
    }

    private static @Nullable String field(ClassModel model, String name) {
        String[] found = new String[1];
        model.bytes()
                .reader()
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public @Nullable FieldVisitor visitField(
                                    int access,
                                    String field,
                                    String descriptor,
                                    @Nullable String signature,
                                    @Nullable Object value) {
                                if (field.equals(name) && (access & Opcodes.ACC_STATIC) == 0) {
                                    found[0] = descriptor;
                                }
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }

    private void refuse(String name, String reason, String remedy) {
        findings.problem(place.problem("BAD_TTL_FROM", "ttlFrom is \"" + name + "\", " + reason, remedy));
    }
}
