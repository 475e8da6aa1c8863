// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that changes what a {@link Cached} method remembers: calling it drops one result, or all of them, or
 * those of any method that have a tag.
 *
 * <p>{@code @Invalidates(method = "price")} on {@code void setPrice(long id, int cents)} drops the result of
 * {@code price(id)} once {@code setPrice} has returned. That the method exists and that its key can be made from this
 * method's arguments is checked before the first call; what does not fit is refused with the reason.
 *
 * <p>It works on methods that the agent weaves, and on those that are called through a proxy: there on the wrapped type or
 * on the class of the object, whichever of them has the memoized method. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Invalidates.List.class)
public @interface Invalidates {
    /** The class that declares the memoized method; this class if left out. */
    Class<?> type() default void.class;

    /** The memoized method's name; either this or {@link #tags()} must be there. */
    String method() default "";

    /** Its parameter types, needed only where several memoized methods have the name. */
    Class<?>[] parameters() default {};

    /**
     * Which of this method's parameters make the key, in the order of the memoized method's key parameters: by name
     * ({@code "id"}) or by position from 0 ({@code "0"}). Left out: parameters are matched by name, or, where a class
     * file has no names, by position and type.
     */
    String[] args() default {};

    /** Drops all results of the memoized method instead of one. */
    boolean all() default false;

    /** Drops them before this method runs instead of after it has returned; after an exception nothing is dropped. */
    boolean before() default false;

    /**
     * The tags whose results are dropped, of any method, memoized function or cache of the runtime; written as those of
     * {@link Cached#tags()}, of this method's parameters and, once it has returned, its result. Takes as long for many
     * results as for one.
     */
    String[] tags() default {};

    /**
     * Makes results stale instead of dropping them: they are served while one caller computes them anew, as long as the
     * memoized method's {@link Cached#keep()} allows. Results of methods without {@code keep} are dropped all the same.
     */
    boolean soft() default false;

    /** Holds several {@link Invalidates} of one method. Immutable. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface List {
        /** The annotations. */
        Invalidates[] value();
    }
}
