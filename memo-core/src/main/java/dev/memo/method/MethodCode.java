// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** The code that a method's results are good for: its own, and what computes its keys. Stateless. */
public final class MethodCode {
    private static final String APPLY = "(Ljava/lang/Object;)Ljava/lang/Object;";

    private MethodCode() {}

    /**
     * Returns a digest in hexadecimal digits of what a method does and, if there is one, its key function; null if it cannot be
     * known. Reads class files, loads no class.
     *
     * @param keyFunction the binary name of its class, empty for none
     */
    public static @Nullable String digest(MethodRef method, String keyFunction, ClassBytes classes) {
        Types types = new Types(classes);
        byte[] digest = CodeDigest.of(of(method, keyFunction, types), types, List.of());
        return digest == null ? null : HexFormat.of().formatHex(digest);
    }

    /** What computes the keys counts too: keys of another kind would find the results of these. */
    static List<MethodRef> of(MethodRef method, String keyFunction, Types types) {
        List<MethodRef> code = new ArrayList<>(List.of(method));
        for (String name : types.ancestry(keyFunction.replace('.', '/'))) {
            ClassModel model = types.find(name);
            MethodModel apply = model == null ? null : model.method("apply", APPLY);
            if (apply != null && !apply.is(Opcodes.ACC_ABSTRACT)) {
                code.add(apply.ref()); // the compiler's, which calls the one that is written
                return code;
            }
        }
        return code;
    }
}
