// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves a parameter of a {@link Cached} method out of the key: a logger, a trace context, a progress listener.
 *
 * <p>Two calls that differ only in such arguments share one result. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface KeyIgnore {}
