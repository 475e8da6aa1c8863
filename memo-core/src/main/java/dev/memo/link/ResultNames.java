// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import java.util.Set;

/**
 * Tells by the name of a result's class whether a probe's answer that is of that class must be a result. Other answers are a
 * ticket, which is a latch with some of the JDK's functional interfaces, and {@code void.class}; see {@link Linker}.
 *
 * <p>Where it must, one comparison of classes is all that stands between the probe's answer and the caller: testing for a
 * ticket first took 1 of 8 ns a hit. Stateless.
 */
public final class ResultNames {
    private static final String JDK = "java/";

    /** Packages of the JDK without a supertype of tickets or classes. */
    private static final Set<String> PACKAGES = Set.of("java/util/", "java/math/", "java/time/");

    private static final Set<String> CLASSES = Set.of(
            "java/lang/String",
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double");

    private ResultNames() {}

    /** Returns whether no ticket is of the class, by its internal name; false where the name does not tell. */
    public static boolean excludeTickets(String internalName) {
        return !internalName.startsWith(JDK)
                || CLASSES.contains(internalName)
                || PACKAGES.contains(internalName.substring(0, internalName.lastIndexOf('/') + 1));
    }
}
