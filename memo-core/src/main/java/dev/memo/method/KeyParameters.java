// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.bytebuddy.jar.asm.Type;

/** Decides which parameters of a method are in its key. Confined to one thread. */
final class KeyParameters {
    static final String CONTINUATION = "Lkotlin/coroutines/Continuation;";

    private final MethodModel method;
    private final Declaration declaration;
    private final Findings findings;

    KeyParameters(MethodModel method, Declaration declaration, Findings findings) {
        this.method = method;
        this.declaration = declaration;
        this.findings = findings;
    }

    /** Returns the indices of the key's parameters, ascending. */
    List<Integer> read() {
        Set<Integer> parts = marked("keyPart", method.marks().keyParts());
        Set<Integer> ignored = marked("keyIgnore", method.marks().keyIgnores());
        if (!parts.isEmpty() && !ignored.isEmpty()) {
            mixed();
        }
        List<Integer> indices = new ArrayList<>();
        Type[] types = method.parameters();
        for (int i = 0; i < types.length; i++) {
            boolean chosen = parts.isEmpty() ? !ignored.contains(i) : parts.contains(i);
            if (chosen && !types[i].getDescriptor().equals(CONTINUATION)) {
                indices.add(i);
            }
        }
        if (indices.isEmpty() && !all(method).isEmpty()) {
            findings.remark(declaration
                    .place()
                    .problem(
                            "ONE_KEY",
                            "all its parameters are left out of the key, so that it has one result for all calls",
                            "Keep those in the key that the result depends on."));
        }
        return indices;
    }

    /** Returns the indices of all parameters, but for the one that Kotlin's compiler has added. */
    static List<Integer> all(MethodModel method) {
        int count = method.parameters().length - (method.suspends() ? 1 : 0);
        return IntStream.range(0, count).boxed().toList();
    }

    /** Returns whether something says which parameters count. */
    static boolean areMarked(MethodModel method, Declaration declaration) {
        MethodModel.Marks marks = method.marks();
        return declaration.rulesTheKey()
                || !marks.keyParts().isEmpty()
                || !marks.keyIgnores().isEmpty();
    }

    private Set<Integer> marked(String setting, Set<Integer> annotated) {
        if (!declaration.rulesTheKey()) {
            return annotated;
        }
        Source source = declaration.source(setting);
        List<Integer> ruled = source == null ? null : source.values().list(setting, Integer.class);
        if (source == null || ruled == null) {
            return Set.of();
        }
        int count = method.parameters().length;
        for (int index : ruled) {
            if (index >= count) {
                findings.problem(source.place()
                        .problem(
                                SettingsReader.code(setting),
                                setting + " must be " + range(count) + ", was " + index,
                                correct(setting, count)));
            }
        }
        return Set.copyOf(ruled);
    }

    private void mixed() {
        boolean ruled = declaration.rulesTheKey();
        String marks = ruled ? "keyPart and keyIgnore" : "@KeyPart and @KeyIgnore";
        findings.problem(declaration
                .place()
                .problem(
                        "MIXED_KEY_MARKS",
                        marks + " are both used, and each says it all",
                        ruled ? "Keep one of them." : "Keep one of them: what is not @KeyPart is left out anyway."));
    }

    private static String range(int count) {
        return count == 0 ? "left out: there are no parameters" : count == 1 ? "0" : "0 to " + (count - 1);
    }

    private static String correct(String setting, int count) {
        return count == 0 ? "Remove " + setting + "." : "Count the parameters from 0.";
    }
}
