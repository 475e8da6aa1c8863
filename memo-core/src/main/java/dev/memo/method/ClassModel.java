// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says about a class, as far as it concerns Memo. Immutable.
 *
 * @param defaults the class's {@code @CachedDefaults}, null if there is none
 * @param bytes the class file
 */
record ClassModel(
        Head head,
        List<String> permitted,
        boolean functional,
        @Nullable WrittenValues defaults,
        List<MethodModel> methods,
        Bytes bytes) {

    /**
     * A class's declaration. Immutable.
     *
     * @param major the class file's major version
     * @param name internal, with slashes, as are all names here
     * @param superName null for {@code Object} and modules
     */
    record Head(
            int major, int access, String name, @Nullable String superName, List<String> interfaces) {}

    /** A class file, compared by identity. Never changed after it was read. */
    static final class Bytes {
        private final byte[] content;

        Bytes(byte[] content) {
            this.content = content;
        }

        ClassReader reader() {
            return new ClassReader(content);
        }
    }

    /**
     * Reads a class file without its code.
     *
     * @throws IllegalArgumentException if it is of a version that is not known yet, or no class file
     */
    static ClassModel read(byte[] classFile) {
        try {
            Bytes bytes = new Bytes(classFile);
            ClassModelReader reader = new ClassModelReader(bytes);
            bytes.reader().accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
            return reader.model();
        } catch (RuntimeException e) { // what the reader throws at bytes that are no class file is not documented
            throw new IllegalArgumentException("no class file", e);
        }
    }

    /** Returns the internal name in a class file of any version, empty if it is no class file. */
    static String nameIn(byte[] classFile) {
        if (classFile.length < 10 || ByteBuffer.wrap(classFile).getInt() != 0xCAFEBABE) {
            return "";
        }
        byte[] older = classFile.clone();
        ByteBuffer.wrap(older).putInt(4, Opcodes.V17);
        try {
            return Objects.requireNonNullElse(new ClassReader(older).getClassName(), "");
        } catch (RuntimeException e) {
            return "";
        }
    }

    String name() {
        return head.name();
    }

    /** Returns the binary name, with dots. */
    String binaryName() {
        return head.name().replace('/', '.');
    }

    /** Returns the name without its package, {@code Outer.Inner}. */
    String shortName() {
        return TypeNames.shortName(head.name());
    }

    boolean is(int flag) {
        return (head.access() & flag) != 0;
    }

    boolean isInterface() {
        return is(Opcodes.ACC_INTERFACE);
    }

    boolean isRecord() {
        return "java/lang/Record".equals(head.superName());
    }

    @Nullable
    MethodModel method(String name, String descriptor) {
        for (MethodModel method : methods) {
            if (method.ref().name().equals(name) && method.ref().descriptor().equals(descriptor)) {
                return method;
            }
        }
        return null;
    }
}
