// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import net.bytebuddy.jar.asm.Opcodes;

/** Decides whether a class can compute a method's keys. Confined to one thread. */
final class KeyFunctionCheck {
    private final Types types;
    private final Declaration declaration;
    private final Findings findings;

    KeyFunctionCheck(Types types, Declaration declaration, Findings findings) {
        this.types = types;
        this.declaration = declaration;
        this.findings = findings;
    }

    /**
     * Checks the class.
     *
     * @param binaryName its name with dots
     * @param marked whether parameters are also marked one by one
     */
    void check(String binaryName, boolean marked) {
        String name = binaryName.replace('.', '/');
        String subject = "key function " + TypeNames.shortName(binaryName);
        if (marked) {
            problem(
                    "has all arguments, but parameters are marked too",
                    "Remove the marks, or the key function.",
                    subject);
        }
        ClassModel model = types.find(name);
        if (model == null) {
            problem("is not found as class " + binaryName, "Put it on the same class path, or leave key out.", subject);
        } else if (types.isSubtype(name, AnnotationNames.KEY_FUNCTION) == Types.Answer.NO) {
            problem("does not implement KeyFunction", "Let it do so, or leave key out.", subject);
        } else if (model.is(Opcodes.ACC_ABSTRACT)) {
            problem("is abstract", "Name a class of which an object can be made.", subject);
        } else if (model.method("<init>", "()V") == null) {
            problem(
                    "has no constructor without parameters",
                    "Give it one; a class inside another must also be static.",
                    subject);
        }
    }

    private void problem(String what, String remedy, String subject) {
        Source source = declaration.source("key");
        Place place = source == null ? declaration.place() : source.place();
        findings.problem(place.problem("BAD_KEY_FUNCTION", subject + " " + what, remedy));
    }
}
