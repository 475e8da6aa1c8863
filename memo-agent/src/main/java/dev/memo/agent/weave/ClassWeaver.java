// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Copies a class, weaving the chosen methods on the way; all others are copied byte for byte. Confined to one thread.
 */
final class ClassWeaver extends ClassVisitor {
    /** HotSpot interprets longer methods for ever. */
    private static final int LONGEST_COMPILED = 8_000;

    private final Map<String, WovenMethod> methods;
    private final Map<String, MethodFacts> facts;
    private final String dispatcher;
    private final List<BodyWeaver> bodies = new ArrayList<>();

    ClassWeaver(Map<String, WovenMethod> methods, Map<String, MethodFacts> facts, String dispatcher) {
        super(Opcodes.ASM9);
        this.methods = methods;
        this.facts = facts;
        this.dispatcher = dispatcher;
    }

    byte[] weave(ClassReader reader) {
        ClassWriter out = new UnresolvingWriter(reader);
        cv = out;
        reader.accept(this, ClassReader.EXPAND_FRAMES);
        return out.toByteArray();
    }

    /** The methods that have become longer than what HotSpot compiles, or were so before; known after weaving. */
    List<WovenMethod> uncompiled() {
        List<WovenMethod> uncompiled = new ArrayList<>();
        for (BodyWeaver body : bodies) {
            if (body.length() > LONGEST_COMPILED) {
                uncompiled.add(body.method());
            }
        }
        return uncompiled;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
        WovenMethod method = methods.get(name + descriptor);
        MethodFacts known = facts.get(name + descriptor);
        if (method == null || known == null) {
            return out;
        }
        BodyWeaver body = new BodyWeaver(out, method, known, dispatcher);
        bodies.add(body);
        return body;
    }

    /** Writes the frames it is given, and never looks for a type. Confined to one thread. */
    private static final class UnresolvingWriter extends ClassWriter {
        UnresolvingWriter(ClassReader reader) {
            super(reader, 0);
        }

        @Override
        protected String getCommonSuperClass(String first, String second) {
            throw new AssertionError("frames are never computed");
        }
    }
}
