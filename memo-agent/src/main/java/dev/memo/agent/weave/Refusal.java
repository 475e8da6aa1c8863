// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

/** A method that was left as it is, and why. Immutable. */
public record Refusal(WovenMethod method, Reason reason) {
    /** Why the weaver leaves a method alone. Immutable. */
    public enum Reason {
        /** Class files below Java 7 have no {@code invokedynamic}. */
        OLD_CLASSFILE(
                "its class file is older than Java 7, and has no place for Memo's call",
                "Compile the class for Java 8 or later"),
        /** A class file of a Java release that is newer than the weaver. */
        NEW_CLASSFILE(
                "its class file is newer than this version of Memo can read",
                "Use a newer version of Memo, or compile for an older Java release"),
        /** The class already names the dispatcher. */
        ALREADY_WOVEN("its class is woven already", "Weave once: with one agent, or at build time"),
        /** The woven body would be longer than the 65,535 bytes that a method may have. */
        METHOD_TOO_LARGE(
                "its body is too large: with Memo's call it would pass the JVM's limit of 65,535 bytes",
                "Split the method, and memoize the expensive part"),
        /** The woven class would have more than 65,535 constants. */
        CLASS_TOO_LARGE(
                "its class is too large: with Memo's call it would pass the JVM's limit of 65,535 constants",
                "Move the method to a class of its own"),
        /** Abstract and native methods. */
        NO_BODY("it has no body to weave", "Memoize the methods that implement it"),
        /** Bridges and other methods that only the compiler knows. */
        SYNTHETIC("the compiler made it, it is not in the source", "Memoize the method that it calls"),
        /** Constructors and class initializers. */
        INITIALIZER("it is a constructor or initializer", "Memoize a method that makes the object"),
        /** A memoized method must return something. */
        VOID_RESULT("it returns void, so there is nothing to remember", "Remove the annotation, or return a value"),
        /** A suspend function whose code is not as Kotlin's compiler writes it. */
        SUSPENSION(
                "it is a suspend function, and how it is resumed cannot be told from its code",
                "Memoize a plain function"),
        /** There is no such method in the class file. */
        NOT_FOUND("the class has no such method", "Name a method that the class itself declares"),
        /** The weaver met something that it does not understand. */
        UNREADABLE("its class file is not understood", "Report it to Memo with the class file");

        private final String what;
        private final String remedy;

        Reason(String what, String remedy) {
            this.what = what;
            this.remedy = remedy;
        }

        /** What is wrong, as the middle of a sentence. */
        public String what() {
            return what;
        }

        /** What to do, as a sentence without its full stop. */
        public String remedy() {
            return remedy;
        }
    }
}
