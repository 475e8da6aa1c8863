// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

/** Tells by their names the classes that are never woven. Stateless. */
final class ClassNames {
    private ClassNames() {}

    /** Whether a class is one of Memo's that an application may load, or one that a framework or the JVM generated. */
    static boolean isOwn(String internalName) {
        return internalName.startsWith("dev/memo/annotation/")
                || internalName.startsWith("dev/memo/agent/boot/")
                || internalName.contains("$$");
    }
}
