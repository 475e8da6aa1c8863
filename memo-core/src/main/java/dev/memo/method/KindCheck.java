// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import net.bytebuddy.jar.asm.Opcodes;

/** Decides whether calls of a method can be seen at all: by weaving, or by a proxy. Confined to one thread. */
final class KindCheck {
    private static final int JAVA_7 = 51;

    private final ClassModel owner;
    private final Place place;
    private final Findings findings;

    KindCheck(ClassModel owner, Place place, Findings findings) {
        this.owner = owner;
        this.place = place;
        this.findings = findings;
    }

    /** Returns whether the method can be planned further; problems may have been found even then. */
    boolean check(MethodModel method, Planning planning) {
        if (method.isConstructor()) {
            boolean isStatic = method.ref().name().equals("<clinit>");
            String what = isStatic
                    ? "it is a static initializer, which has no result"
                    : "it is a constructor, which has to make a new object on each call";
            findings.problem(place.removeOr("CONSTRUCTOR", what, "memoize a method that calls it"));
            return false;
        }
        if (method.suspends()) {
            new SuspendCheck(planning, place, findings).check(method);
        }
        return planning.purpose() == Purpose.WEAVE ? checkWoven(method) : isProxied(method);
    }

    private boolean checkWoven(MethodModel method) {
        if (method.is(Opcodes.ACC_ABSTRACT)) {
            findings.problem(
                    place.problem("ABSTRACT_METHOD", "it is abstract, so there is no body to weave", instead()));
        } else if (method.is(Opcodes.ACC_NATIVE)) {
            findings.problem(place.removeOr(
                    "NATIVE_METHOD", "it is native, so there is no body to weave", "annotate a method that calls it"));
        }
        int major = owner.head().major();
        if (major < JAVA_7) {
            String what =
                    "its class file is of Java " + Math.max(1, major - 44) + ", and weaving needs Java 7 or later";
            findings.problem(place.removeOr("OLD_CLASS_FILE", what, "compile the class for a later Java"));
        }
        return true;
    }

    private String instead() {
        if (place.byRule()) {
            return "Write a rule for each class that implements it.";
        }
        String implementations = "Annotate the methods that implement it";
        return owner.isInterface()
                ? implementations + ", or wrap objects with memo.proxy(" + owner.shortName() + ".class, object)."
                : implementations + ".";
    }

    private boolean isProxied(MethodModel method) {
        String kind = method.isStatic()
                ? "static"
                : method.is(Opcodes.ACC_PRIVATE) ? "private" : method.is(Opcodes.ACC_FINAL) ? "final" : "";
        if (kind.isEmpty()) {
            return true;
        }
        findings.remark(place.removeOr(
                "UNSEEN_BY_PROXY", "it is " + kind + ", so a proxy does not see its calls", "start with the agent"));
        return false;
    }
}
