// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Settings for all {@link Cached} methods of a class, used where a method leaves them out.
 *
 * <p>It memoizes nothing by itself and is not inherited by subclasses. The attributes mean what those of
 * {@link Cached} mean. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CachedDefaults {
    /** See {@link Cached#ttl()}. */
    String ttl() default "";

    /** See {@link Cached#idle()}. */
    String idle() default "";

    /** See {@link Cached#keep()}. */
    String keep() default "";

    /** See {@link Cached#refresh()}. */
    String refresh() default "";

    /** See {@link Cached#soft()}. */
    String soft() default "";

    /** See {@link Cached#hard()}. */
    String hard() default "";

    /** See {@link Cached#early()}. */
    double early() default 0;

    /** See {@link Cached#nullTtl()}. */
    String nullTtl() default "";

    /** See {@link Cached#emptyTtl()}. */
    String emptyTtl() default "";

    /** See {@link Cached#failures()}. */
    Class<? extends Throwable>[] failures() default {};

    /** See {@link Cached#failureTtl()}. */
    String failureTtl() default "";

    /** See {@link Cached#retry()}. */
    String retry() default "";

    /** See {@link Cached#jitter()}. */
    double jitter() default 0;

    /** See {@link Cached#barrier()}. */
    Barrier barrier() default Barrier.KEY;

    /** See {@link Cached#maxWait()}. */
    String maxWait() default "";

    /** See {@link Cached#onTimeout()}. */
    OnTimeout onTimeout() default OnTimeout.RUN;

    /** See {@link Cached#onCycle()}. */
    OnCycle onCycle() default OnCycle.RUN;

    /** See {@link Cached#deadline()}. */
    String deadline() default "";

    /** See {@link Cached#nestedTtl()}. */
    boolean nestedTtl() default true;

    /** See {@link Cached#dependencies()}. */
    boolean dependencies() default false;

    /**
     * See {@link Cached#tags()}: those of all results of the class, {@code "prices"} say. Names in braces are looked for in
     * each method that uses it, and a method that lacks one is refused. A method's own tags take their place, {@code tags =
     * {}} gives it none.
     */
    String[] tags() default {};

    /** See {@link Cached#receiver()}. */
    Receiver receiver() default Receiver.AUTO;

    /** See {@link Cached#storage()}. */
    Storage storage() default Storage.AUTO;

    /** See {@link Cached#maxEntries()}: a limit for each method, not for all of them together. */
    long maxEntries() default -1;

    /** See {@link Cached#maxBytes()}: a limit for each method, not for all of them together. */
    String maxBytes() default "";

    /** See {@link Cached#policy()}. */
    String policy() default "";

    /** See {@link Cached#cacheNull()}. */
    boolean cacheNull() default true;

    /** See {@link Cached#governor()}. */
    Governor governor() default Governor.DEFAULT;

    /** See {@link Cached#store()}: {@code store = "none"} at a method takes it back. */
    String store() default "";

    /** See {@link Cached#version()}. */
    String version() default "";

    /** See {@link Cached#code()}. */
    boolean code() default true;

    /** See {@link Cached#codePackages()}. */
    String[] codePackages() default {};

    /** See {@link Cached#allow()}. */
    String[] allow() default {};

    /** See {@link Cached#maxHeapBytes()}. */
    String maxHeapBytes() default "";
}
