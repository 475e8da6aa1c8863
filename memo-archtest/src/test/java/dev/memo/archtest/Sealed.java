// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Reads from a class file whether a type is sealed, which ArchUnit does not tell. Confined to one thread. */
final class Sealed extends ClassVisitor {
    private boolean found;

    private Sealed() {
        super(Opcodes.ASM9);
    }

    /** Whether the type lists who may extend it. */
    static boolean is(JavaClass type) {
        Sealed visitor = new Sealed();
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            new ClassReader(in).accept(visitor, ClassReader.SKIP_CODE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return visitor.found;
    }

    @Override
    public void visitPermittedSubclass(String permittedSubclass) {
        found = true;
    }
}
