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
 * <p>Of a method that returns a {@code CompletableFuture}, a {@code CompletionStage} or a {@code Future}, the outcome is
 * remembered: callers with equal arguments share one computation, each gets a stage of its own, which it may cancel or
 * complete, and nobody waits. Times count from the outcome, but for a {@code Future} that is no {@code CompletionStage}:
 * as nobody is told when it is done, they count from the call. A computation must not ask for its own key on another
 * thread, as it would wait for itself; such a method uses {@link Barrier#NONE}.
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
     * How long after it was computed a result may be served though its ttl is over: to all others while one caller computes
     * it anew, and to that one too if the method then throws an exception. At least the ttl, or {@code "never"} for no end.
     * Left out: as long as the ttl. Results that are older are never served.
     */
    String keep() default "";

    /**
     * At which age a result is computed anew in the background, the first time that it is asked for after that; until then
     * the old one is served at once. Shorter than the ttl. Left out: never. One that nobody asks for is not computed anew.
     *
     * <p>The method is run by a thread of Memo's, on the same object with copies of the arguments, and with the class loader
     * of the thread that asked, but without its thread-locals. So all arguments have to be in the key.
     */
    String refresh() default "";

    /**
     * How long a caller that computes a result anew waits for it while there is a stale one: after that it gets the stale
     * one, and the method goes on. It needs {@link #keep()}. Left out: until the method returns.
     *
     * <p>The method is run by a thread of Memo's as with {@link #refresh()}; by the caller itself, without a limit, where none
     * of these is free.
     */
    String soft() default "";

    /**
     * How long the method may take: after that its caller, and all who wait with it, get a stale result if there is one,
     * else a {@link MemoLoadTimeoutException}. The method goes on, but what it gives is not remembered. Left out: no limit.
     *
     * <p>Run as with {@link #soft()}.
     */
    String hard() default "";

    /**
     * How much sooner than at its end a result may be computed anew, by chance: the less time it has left, measured by how
     * long computing it takes, the likelier a call does so, while others are given the result. {@code 1} is right for most;
     * more is sooner, 0 is never. With {@link #refresh()} it is done in the background.
     *
     * <p>This is XFetch: Vattani, Chierichetti, Lowenstein, "Optimal Probabilistic Cache Stampede Prevention", VLDB 2015.
     */
    double early() default 0;

    /**
     * The name of a method without parameters, or of a field, of the result that says how long that one result is served:
     * a {@link java.time.Duration} from when it was computed, or a {@link java.time.Instant}. One that is over already is
     * not remembered; where it is null, and for a null result, {@link #ttl()} counts. Left out: {@link #ttl()} for all.
     */
    String ttlFrom() default "";

    /** How long {@code null} is served, in place of {@link #ttl()}. */
    String nullTtl() default "";

    /**
     * How long a result that is empty is served, in place of {@link #ttl()}: an empty optional, collection, map or array.
     */
    String emptyTtl() default "";

    /**
     * Exceptions that are remembered as results are: a call with equal arguments throws the same object again, for {@link
     * #failureTtl()}. Those of subclasses, too. An older result that may still be served goes before.
     */
    Class<? extends Throwable>[] failures() default {};

    /** How long such an exception is remembered. */
    String failureTtl() default "";

    /**
     * How long nobody tries again after computing a result anew has failed; it is served meanwhile, as far as
     * {@link #keep()} allows. Left out: a second.
     */
    String retry() default "";

    /**
     * By which share of it a ttl may come out shorter, by chance: results that were computed together do not end
     * together then. {@code 0.1} takes off up to a tenth; from 0, which takes off nothing, to 1. It spreads {@link #ttl()},
     * also the runtime's, {@link #nullTtl()}, {@link #emptyTtl()} and {@link #failureTtl()}; what {@link #ttlFrom()} reads from a
     * result, and {@link #idle()}, count in full.
     */
    double jitter() default 0;

    /** What one load is admitted per. */
    Barrier barrier() default Barrier.KEY;

    /**
     * How long a caller waits for another's load at most: {@code "2s"}, in the notation of {@link #ttl}, or
     * {@code "forever"}. Left out: as long as that load lasts. An interrupt ends the wait in any case.
     */
    String maxWait() default "";

    /** What a caller gets when {@link #maxWait} is over. */
    OnTimeout onTimeout() default OnTimeout.RUN;

    /** What a caller gets whose wait would close a circle of threads that wait for one another. */
    OnCycle onCycle() default OnCycle.RUN;

    /**
     * How long a load may keep others waiting: past it, the next caller or one of those who wait loads anew, the leader's
     * stack is logged, and what the late load gives reaches its own caller only. {@code "never"} or left out: no end.
     */
    String deadline() default "";

    /**
     * Whether the ttl of memoized calls that the method makes counts for its own results: a result that was computed from
     * others is fresh no longer than each of those was going to be, when it was read. It is so through any number of calls,
     * hits, loads and waits for another's load alike. With {@link #keep()} the result is stale from then on, else it is
     * gone; where something was stale already, it is so from the start.
     *
     * <p>What counts is the ttl: a result without one, or with {@link #idle()} alone, sets no bound. Seen are the calls of
     * the thread that runs the method, proxies, memoized functions and caches of the same runtime included, until it
     * returns: not those on other threads, nor those that a returned stage makes later.
     */
    boolean nestedTtl() default true;

    /**
     * Whether a result is dropped when one of those that it was computed from is invalidated, by key, tag, method or
     * altogether, softly or not, or is given another value, by a refresh or a put; through any number of methods that have
     * this. A load that is under way by then is not remembered. Results that have just ended, or had to make room, drop
     * nothing: that their time is over counts by {@link #nestedTtl()}.
     *
     * <p>Seen are the calls that {@link #nestedTtl()} sees. A result keeps 4 bytes for each of those that it was computed
     * from, up to 256; where there are more, it is dropped when anything of those methods is invalidated. Exceptions that
     * come after memoized calls are not remembered. Not for methods that return a stage.
     */
    boolean dependencies() default false;

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

    /**
     * What results can be dropped by together, wherever they are: {@code "prices"}, {@code "country:{country}"},
     * {@code "user:{result.owner.id}"}. What stands in braces is a parameter of the method, by name or by position from
     * 0, that is in the key, or {@code result}; and after dots, properties of it: {@code owner} is {@code owner()} as
     * records have it, {@code getOwner()} or {@code isOwner()}. That they exist is checked before the first call. A tag in
     * which something is null is left out. See {@link Invalidates#tags()} and {@code memo.invalidateTag}.
     */
    String[] tags() default {};

    /**
     * Whether each of many keys has a result of its own, as of {@code Map<Long, Price> prices(Collection<Long> ids)} or
     * {@code List<Price> prices(List<Long> ids)}: the method is called for those only that are not there, once. Its one
     * parameter that is a {@code Collection}, {@code List}, {@code Set} or {@code Iterable} has the keys; all others are
     * parts of each key. It must not give a key another result because of those beside it.
     *
     * <p>The caller gets a map, or a list, of its own, in the order in which it asked. A key that the method's map lacks is
     * left out, and asked for again the next time. One that another caller is loading is waited for, after the own ones are
     * loaded. Where the method throws, nothing of that call is remembered.
     */
    boolean each() default false;

    /**
     * The name of the method of the same class that takes one key in the place of many, as {@code Price price(long id)}:
     * with {@link #each()}, both have the same results, and that method's settings. Left out: they are this method's alone.
     */
    String of() default "";

    /**
     * The name of the store that results are kept in too, beside the heap: {@code "disk"} is the file that the agent's
     * option {@code store.disk=FILE} names, or {@code MemoBuilder.store("disk", ...)}. What is not in the heap is looked
     * for there before the method is run. Left out, or {@code "none"}: the heap only, as in a runtime that has no store of
     * that name.
     *
     * <p>All parts of the key must be the same in every process: simple values, enums, records of such; an object with
     * fields that is neither cannot be told from others, see {@link #receiver()}.
     *
     * <p>Results live in the store as they would in the heap, and age while no process runs. Whatever invalidates them there
     * does so in the store; what is made stale by hand goes from it. A store that is written behind, as it is unless told
     * otherwise, may lose what was computed or invalidated last if the process is killed; and other processes are not told
     * of invalidations: they see them when they look in the store next, not in their heaps. Remembered exceptions are in the heap only. Not to
     * be set together with {@link #dependencies()}, {@link #soft()}, {@link #hard()}, or {@link #each()} without
     * {@link #of()}.
     */
    String store() default "";

    /**
     * What stored results are good for, in words of your own: those that were stored under another version are not
     * served. To be changed when results change for a reason that {@link #code()} does not see. It needs {@link #store()}.
     */
    String version() default "";

    /**
     * Whether results are not served that other code has stored. What counts is the method's body with its lambdas and
     * local classes, what it calls of its own class and of those nested in it, and the {@link #key()} function; line
     * numbers and debug data don't, nor do values of fields. It needs {@link #store()}, and a method with a body: for one
     * of an interface that is wrapped in a proxy, say false and give it a {@link #version()}.
     */
    boolean code() default true;

    /**
     * Packages whose methods count for {@link #code()} where they are called, directly or by others that count:
     * {@code "net.acme.rates"}, each with all packages below it.
     */
    String[] codePackages() default {};

    /**
     * Which classes stored results may be made of, beside those that the declared result reaches and values of the JDK:
     * {@code "net.acme.Order"}, {@code "net.acme.*"} for a package, {@code "net.acme.**"} for all below it, too. Bytes that
     * name others are not read: the method is run. It needs {@link #store()}.
     */
    String[] allow() default {};

    /**
     * How large a result may be, with its key, to be kept in the heap: {@code "1MB"}. Larger ones are in the store only, and
     * read from there by each call. Left out: as the heap's limits allow. It needs {@link #store()}.
     */
    String maxHeapBytes() default "";

    /** Computes the key from the arguments. Left out: the arguments are the key. */
    Class<? extends KeyFunction> key() default KeyFunction.class;
}
