// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says on an {@link AsyncAdapter} which type it is for. It is read from the class file, so that methods can be woven
 * before any class of the adapter's is loaded. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Adapts {
    /** The binary name of the type that methods declare, {@code "reactor.core.publisher.Mono"}; not of a subtype. */
    String value();
}
