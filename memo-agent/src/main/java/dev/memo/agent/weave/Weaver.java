// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import dev.memo.agent.weave.Refusal.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Puts Memo into methods: one {@code invokedynamic} before the body, one call after it.
 *
 * <p>A method that can't be woven is refused and stays as it was; the others of its class are woven all the same. The
 * new code names classes of {@code java.base} only, so that every class loader can link it. Stateless.
 */
public final class Weaver {
    private static final String BUILD_TIME_DISPATCHER = "dev/memo/link/MemoBoot";
    private static final int JAVA_7 = 51;
    private static final int CLASS_CONSTANT = 7;

    private Weaver() {}

    /**
     * Weaves methods of a class.
     *
     * @param dispatcher the internal name of the class whose {@code bsm}, {@code done} and {@code fail} are called
     */
    public static Woven weave(byte[] classFile, List<WovenMethod> methods, String dispatcher) {
        if (majorVersion(classFile) < JAVA_7) {
            return Woven.nothing(classFile, methods, Reason.OLD_CLASSFILE);
        }
        ClassReader reader;
        try {
            reader = new ClassReader(classFile);
        } catch (IllegalArgumentException tooNew) {
            return Woven.nothing(classFile, methods, Reason.NEW_CLASSFILE);
        }
        if (names(reader, Set.of(dispatcher, BUILD_TIME_DISPATCHER))) {
            return Woven.nothing(classFile, methods, Reason.ALREADY_WOVEN);
        }
        return new Attempt(reader, methods, dispatcher).run(classFile);
    }

    private static int majorVersion(byte[] classFile) {
        return (classFile[6] & 0xff) << 8 | (classFile[7] & 0xff);
    }

    /** Whether the class refers to one of the given classes. A string that reads the same is no reference. */
    private static boolean names(ClassReader reader, Set<String> classes) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            boolean isClass = offset != 0 && reader.readByte(offset - 1) == CLASS_CONSTANT;
            if (isClass && classes.contains(reader.readUTF8(offset, buffer))) {
                return true;
            }
        }
        return false;
    }

    /** One class's weaving: as many tries as it has methods that turn out to be too large. Confined to one thread. */
    private static final class Attempt {
        private final ClassReader reader;
        private final String dispatcher;
        private final Map<String, MethodFacts> facts;
        private final Map<String, WovenMethod> weavable = new HashMap<>();
        private final List<WovenMethod> methods;
        private final List<Refusal> refusals = new ArrayList<>();
        private List<WovenMethod> uncompiled = List.of();

        Attempt(ClassReader reader, List<WovenMethod> methods, String dispatcher) {
            this.reader = reader;
            this.dispatcher = dispatcher;
            this.methods = methods;
            for (WovenMethod method : methods) {
                weavable.put(key(method), method);
            }
            this.facts = FactScan.scan(reader, Set.copyOf(weavable.keySet()));
            for (WovenMethod method : methods) {
                Reason reason = reasonAgainst(method, facts.get(key(method)));
                if (reason != null) {
                    refuse(method, reason);
                }
            }
        }

        Woven run(byte[] original) {
            byte[] woven = null;
            while (woven == null && !weavable.isEmpty()) {
                woven = tryAll();
            }
            return new Woven(woven == null ? original : woven, left(), refusals, uncompiled);
        }

        /** Returns the methods that were not refused. */
        private List<WovenMethod> left() {
            List<WovenMethod> left = new ArrayList<>();
            for (WovenMethod method : methods) {
                if (weavable.containsKey(key(method))) {
                    left.add(method);
                }
            }
            return left;
        }

        private byte @Nullable [] tryAll() {
            try {
                ClassWeaver weaver = new ClassWeaver(weavable, facts, dispatcher);
                byte[] woven = weaver.weave(reader);
                uncompiled = weaver.uncompiled();
                return woven;
            } catch (MethodTooLargeException tooLarge) {
                WovenMethod method = weavable.get(tooLarge.getMethodName() + tooLarge.getDescriptor());
                if (method == null) {
                    throw tooLarge;
                }
                refuse(method, Reason.METHOD_TOO_LARGE);
            } catch (ClassTooLargeException tooLarge) {
                List.copyOf(weavable.values()).forEach(method -> refuse(method, Reason.CLASS_TOO_LARGE));
            }
            return null;
        }

        private void refuse(WovenMethod method, Reason reason) {
            weavable.remove(key(method));
            refusals.add(new Refusal(method, reason));
        }

        private static String key(WovenMethod method) {
            return method.name() + method.descriptor();
        }

        private static @Nullable Reason reasonAgainst(WovenMethod method, @Nullable MethodFacts facts) {
            if (facts == null) {
                return Reason.NOT_FOUND;
            }
            if (method.name().startsWith("<")) {
                return Reason.INITIALIZER;
            }
            if (facts.has(Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC)) {
                return Reason.SYNTHETIC;
            }
            if (facts.has(Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) {
                return Reason.NO_BODY;
            }
            if (method.memoizes() && method.descriptor().endsWith(")V")) {
                return Reason.VOID_RESULT;
            }
            if (!facts.code().resumes().known()) {
                return Reason.SUSPENSION;
            }
            boolean full = facts.code().maxLocals() >= 0xffff || facts.code().maxStack() >= 0xfff0;
            return full ? Reason.METHOD_TOO_LARGE : null;
        }
    }
}
