// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Remembers a method's results: a call with equal arguments gets the remembered one.
 *
 * <p>Works on any method with a result: private, static, final, synchronized, self-invoked. A program started with
 * Memo's agent needs nothing else; without an agent, wrap an interface with {@code memo.proxy(type, object)}.
 *
 * <p>What is wrong in an annotation is refused where it is declared, before the first call, with the reason. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Cached {
    /** The name in reports and statistics; the simple class name and the method's name if left out. */
    String name() default "";

    /**
     * How long a result is served after it was computed: {@code "250ms"}, {@code "10m"}, {@code "1h30m"}, ISO-8601
     * ({@code "PT10M"}) or {@code "never"} for no end. Left out: the runtime's default, which is no end.
     */
    String ttl() default "";

    /** How long a result is served after it was last asked for, in the same notation. Left out: no such limit. */
    String idle() default "";

    /**
     * By which share of it a ttl may come out shorter, by chance: results that were computed together do not end
     * together then. {@code 0.1} takes off up to a tenth; from 0, which takes off nothing, to 1.
     */
    double jitter() default 0;

    /** What one load is admitted per. */
    Barrier barrier() default Barrier.KEY;

    /** How the object that the method is called on takes part in the key. */
    Receiver receiver() default Receiver.AUTO;

    /** Whether results are kept as bytes or by reference. */
    Storage storage() default Storage.AUTO;

    /** How many results this method may keep, at least 1. Left out: as many as the runtime's budget allows. */
    long maxEntries() default -1;

    /** How many bytes its results may take: {@code "64MB"}, {@code "512KB"}. Left out: the runtime's budget. */
    String maxBytes() default "";

    /**
     * Which results go when there is no room: {@code "lru"}, {@code "lfu"}, {@code "fifo"}, {@code "lifo"},
     * {@code "mru"}, {@code "random"}, {@code "adaptive"}, or the name of a policy that the runtime was given, which
     * only one of {@code Memo.builder()} is; the case of letters does not count. Left out: the runtime's.
     */
    String policy() default "";

    /** Whether {@code null} is remembered like any other result. */
    boolean cacheNull() default true;

    /** What happens when remembering is found to gain nothing. */
    Governor governor() default Governor.DEFAULT;

    /** Computes the key from the arguments. Left out: the arguments are the key. */
    Class<? extends KeyFunction> key() default KeyFunction.class;
}
