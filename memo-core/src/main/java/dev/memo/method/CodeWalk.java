// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Goes from a method to those that make up its code, and writes all of them as one text in the order in which they were
 * met, each once, so that circles end. Confined to one thread, used once.
 */
final class CodeWalk {
    private final Types types;
    private final Collection<String> prefixes;
    private final Map<MethodRef, Integer> numbers = new HashMap<>();
    private final Deque<MethodRef> waiting = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String home = "";

    /**
     * Creates a walk.
     *
     * @param prefixes of the internal names of classes whose methods count where they are called, beside those of the
     *     first method's class
     */
    CodeWalk(Types types, Collection<String> prefixes) {
        this.types = types;
        this.prefixes = prefixes;
    }

    /** Returns the text, or null if the method has no code that can be read. */
    @Nullable
    String textOf(MethodRef first) {
        ClassModel owner = types.find(internal(first.owner()));
        MethodModel method = owner == null ? null : owner.method(first.name(), first.descriptor());
        if (owner == null || method == null || method.is(Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) {
            return null;
        }
        home = owner.name();
        numberOf(method.ref());
        while (!waiting.isEmpty()) {
            write(waiting.remove());
        }
        return text.toString();
    }

    /** Returns how a call is written: by its place in the text if the name is the compiler's choice, else by name. */
    String call(String owner, String name, String descriptor) {
        if (name.equals("<init>") && isLocal(owner)) {
            followAll(owner);
        }
        MethodModel target = declared(owner, name, descriptor);
        if (target == null) {
            return owner + "." + name + descriptor;
        }
        if (target.isCompilerMade()) {
            return "#" + numberOf(target.ref()) + descriptor;
        }
        if (counts(internal(target.ref().owner()))) {
            numberOf(target.ref());
        }
        return owner + "." + name + descriptor;
    }

    /** A switch over an enum goes by a table, which a class made for it fills. */
    void field(String owner, String name) {
        if (name.startsWith("$SwitchMap$")) {
            numberOf(new MethodRef(owner.replace('/', '.'), "<clinit>", "()V"));
        }
    }

    private int numberOf(MethodRef method) {
        Integer known = numbers.get(method);
        if (known == null) {
            known = numbers.size();
            numbers.put(method, known);
            waiting.add(method);
        }
        return known;
    }

    private void followAll(String local) {
        ClassModel model = types.find(local);
        if (model != null) {
            model.methods().forEach(method -> numberOf(method.ref()));
        }
    }

    /** Finds the declaration that a call is about, in the class or above it, as far as it is of interest. */
    private @Nullable MethodModel declared(String owner, String name, String descriptor) {
        if (owner.startsWith("[") || owner.startsWith("java/")) {
            return null;
        }
        for (String each : types.ancestry(owner)) {
            ClassModel model = types.find(each);
            MethodModel method = model == null ? null : model.method(name, descriptor);
            if (method != null) {
                return method;
            }
        }
        return null;
    }

    private boolean counts(String owner) {
        return isAtHome(owner) || prefixes.stream().anyMatch(owner::startsWith) || isLocal(owner);
    }

    /** A part of a method that was given a name of its own is still a part of it. */
    private boolean isAtHome(String owner) {
        return owner.equals(home) || owner.startsWith(home + '$');
    }

    /** Anonymous and local classes have a number in their names, and so do those that compilers make. */
    private static boolean isLocal(String owner) {
        int at = owner.indexOf('$');
        while (at >= 0 && at < owner.length() - 1) {
            if (Character.isDigit(owner.charAt(at + 1))) {
                return true;
            }
            at = owner.indexOf('$', at + 1);
        }
        return false;
    }

    private void write(MethodRef method) {
        text.append('\n')
                .append(numbers.get(method))
                .append(method.descriptor())
                .append('\n');
        ClassModel owner = types.find(internal(method.owner()));
        if (owner != null) {
            owner.bytes().reader().accept(new OneMethod(method), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }

    /** Finds a method in its class file. Confined to one thread. */
    private final class OneMethod extends ClassVisitor {
        private final MethodRef method;

        OneMethod(MethodRef method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            boolean found = name.equals(method.name()) && descriptor.equals(method.descriptor());
            return found ? new CodeText(text, CodeWalk.this) : null;
        }
    }
}
