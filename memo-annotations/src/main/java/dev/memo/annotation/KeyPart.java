// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a parameter of a {@link Cached} method that is part of the key; parameters without it then are not.
 *
 * <p>Cannot be mixed with {@link KeyIgnore} on the same method. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface KeyPart {}
