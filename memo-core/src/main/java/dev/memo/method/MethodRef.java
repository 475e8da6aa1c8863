// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import org.jspecify.annotations.Nullable;

/**
 * Names a method exactly, without loading its class. Immutable.
 *
 * @param owner the binary name of the declaring class, with dots ({@code net.acme.Outer$Inner})
 * @param name the method's name
 * @param descriptor its descriptor in class file form ({@code (JLjava/lang/String;)I})
 */
public record MethodRef(String owner, String name, String descriptor) {
    private static final String SUSPENDS = "Lkotlin/coroutines/Continuation;)Ljava/lang/Object;";

    /** Written out, as {@link #hashCode} is: those that the JVM links for a record take tens of milliseconds at the start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MethodRef that
                && owner.equals(that.owner)
                && name.equals(that.name)
                && descriptor.equals(that.descriptor);
    }

    @Override
    public int hashCode() {
        return (owner.hashCode() * 31 + name.hashCode()) * 31 + descriptor.hashCode();
    }

    /** Returns whether it is one of Kotlin's {@code suspend} functions, as they are compiled. */
    public boolean suspends() {
        return descriptor.endsWith(SUSPENDS);
    }

    /** Returns the method as stores name what is kept of it: {@code net.acme.Outer$Inner.price(long, String)}. */
    public String storedText() {
        return owner + "." + TypeNames.ruleSignature(name, descriptor);
    }

    /** Returns the method as a reader knows it: {@code Outer.Inner.price(long, String)}. */
    public String text() {
        return TypeNames.shortName(owner) + "." + TypeNames.shortSignature(name, descriptor);
    }
}
