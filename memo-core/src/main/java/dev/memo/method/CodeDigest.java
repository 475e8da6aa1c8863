// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A digest of what a method does, so that results of old code are told from those of new code.
 *
 * <p>Made of the instructions, constants and names in its class file; of the bodies of its lambdas and of its anonymous and
 * local classes, of the bridges that compilers make to reach private members, and of the tables of its switches over enums;
 * and of the methods that it calls of its own class and of those nested in it, and those that these call. Line numbers, names of
 * local variables, debug data and the order of the constant pool don't count, nor what fields hold that are no constants. Where
 * packages are named, so do the methods in them that are called; an overridden one as declared where it is called, as which subclass
 * will be met cannot be known. Reads class files, which must be as the compiler wrote them, and loads no class. Stateless.
 */
final class CodeDigest {
    /** As much as two methods need to be told apart. */
    private static final int BYTES = 16;

    private CodeDigest() {}

    /**
     * Returns the digest, 16 bytes, or null if the code cannot be known: a class file is missing or too new, or the
     * method has no body.
     *
     * @param classes not yet woven
     * @param packages those whose methods count where they are called, {@code net.acme.rates}, each with all below it
     */
    static byte @Nullable [] of(MethodRef method, ClassBytes classes, Collection<String> packages) {
        return of(List.of(method), new Types(classes), packages);
    }

    /** Returns one digest of several methods, as above, where some classes have been read already. */
    static byte @Nullable [] of(List<MethodRef> methods, Types types, Collection<String> packages) {
        List<String> prefixes = new ArrayList<>();
        packages.forEach(name -> prefixes.add(name.replace('.', '/') + '/'));
        StringBuilder all = new StringBuilder();
        for (MethodRef method : methods) {
            String text = new CodeWalk(types, prefixes).textOf(method);
            if (text == null) {
                return null;
            }
            all.append(text);
        }
        return hash(all.toString());
    }

    private static byte[] hash(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every JDK has SHA-256", e);
        }
    }
}
