// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.Batch;
import dev.memo.region.Rethrown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method that takes many keys at once.
 *
 * <p>Where the original has to run, it is handed to the woven code, as JDK types: a callable that gives what the body gets in
 * place of the caller's collection, a function that takes what the body has returned and gives, or throws, what the method
 * is to; a consumer of what the body has thrown, and a supplier of what to return in place of that. Confined to one thread.
 */
final class EachCall extends CountDownLatch
        implements BiConsumer<@Nullable Object, @Nullable Object>,
                Function<@Nullable Object, @Nullable Object>,
                Supplier<@Nullable Object>,
                Callable<Object> {
    private final EachSite site;
    private final List<@Nullable Object> asked;
    private final Batch batch;
    private final @Nullable Object[] arguments;
    private @Nullable Object outcome;
    private @Nullable Throwable failure;

    EachCall(EachSite site, List<@Nullable Object> asked, Batch batch, @Nullable Object[] arguments) {
        super(1);
        this.site = site;
        this.asked = asked;
        this.batch = batch;
        this.arguments = arguments.clone();
    }

    /** Returns what all the keys have, this for the body to run, or null for it to run without Memo. */
    @Nullable
    Object begin() throws Throwable {
        if (!batch.begin()) {
            return null;
        }
        return batch.loads() ? this : result();
    }

    /** Returns what the method is to, {@code void.class} for null; null for the original to run without Memo. */
    @Nullable
    Object beginAndLoad() throws Throwable {
        Object begun = begin();
        if (begun != this) {
            return begun;
        }
        Object loaded = ended(this::goOn);
        return loaded == null ? void.class : loaded;
    }

    /** Returns what the body gets in the place of what the caller has given. */
    @Override
    public Object call() {
        return site.collection(batch.missing());
    }

    /** Takes what the body has returned; returns what the method is to. Throws what it is to throw, whatever that is. */
    @Override
    public @Nullable Object apply(@Nullable Object result) {
        if (getCount() > 0) {
            try {
                return ended(() -> {
                    Throwable unread = land(result);
                    return unread == null ? goOn() : withoutMemo(result, unread);
                });
            } catch (Throwable thrown) {
                throw Rethrown.same(thrown);
            }
        }
        if (failure != null) { // the body has caught what was thrown at its return, and returned once more
            throw Rethrown.same(failure);
        }
        return outcome;
    }

    /** Takes what the body has thrown. */
    @Override
    public void accept(@Nullable Object result, @Nullable Object thrown) {
        if (getCount() > 0 && thrown instanceof Throwable cause) {
            batch.failed(cause);
            batch.end();
        }
    }

    /** Returns what to return in the place of what the body has thrown; null to throw that on. */
    @Override
    public @Nullable Object get() {
        if (getCount() == 0 || !batch.recovers()) {
            return null;
        }
        try {
            return ended(this::goOn);
        } catch (Throwable thrown) {
            throw Rethrown.same(thrown);
        }
    }

    /** Loads what is missing yet, as often as there is something, and returns the result. */
    private @Nullable Object goOn() throws Throwable {
        if (!batch.loads()) {
            batch.goOn();
        }
        while (batch.loads()) {
            Object result;
            try {
                result = site.call(arguments, batch.missing());
            } catch (Throwable thrown) {
                batch.failed(thrown);
                if (batch.recovers()) {
                    batch.goOn();
                    continue;
                }
                throw thrown;
            }
            Throwable unread = land(result);
            if (unread != null) {
                return withoutMemo(result, unread);
            }
            batch.goOn();
        }
        return result();
    }

    /** Takes what the original has returned for what was missing; returns what is wrong with it, or null. */
    private @Nullable Throwable land(@Nullable Object result) {
        try {
            batch.loaded(site.each().toList() ? listed(result) : mapped(result));
            return null;
        } catch (Exception | LinkageError | StackOverflowError cause) { // of a map of the user's, or it is none
            return cause;
        }
    }

    private List<@Nullable Object> mapped(@Nullable Object result) {
        if (!(result instanceof Map<?, ?> map)) {
            throw new IllegalStateException("it returned null in place of a map");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Object element : batch.missing()) {
            values.add(Batch.answer(map, element));
        }
        return values;
    }

    private List<@Nullable Object> listed(@Nullable Object result) {
        int wanted = batch.missing().size();
        if (!(result instanceof List<?> list) || list.size() != wanted) {
            throw new IllegalStateException("it returned a list of another size than that of the keys");
        }
        return new ArrayList<>(list);
    }

    /** The call goes through: what the original says to all that was asked for, whatever that is. */
    private @Nullable Object withoutMemo(@Nullable Object result, Throwable unread) throws Throwable {
        boolean whole = batch.loadsAll() && asked.size() == batch.elements().size();
        batch.unanswered(unread);
        return whole ? result : site.call(arguments, asked);
    }

    private Object result() {
        if (site.each().toList()) {
            List<@Nullable Object> list = new ArrayList<>(asked.size());
            asked.forEach(element -> list.add(present(batch.value(element))));
            return list;
        }
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Object element : batch.elements()) {
            Object value = batch.value(element);
            if (value != Batch.ABSENT) {
                map.put(element, value);
            }
        }
        return map;
    }

    /** Notes how the call has ended. */
    private @Nullable Object ended(Ending ending) throws Throwable {
        try {
            outcome = ending.run();
            return outcome;
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            countDown();
            batch.end();
        }
    }

    private static @Nullable Object present(@Nullable Object value) {
        return value == Batch.ABSENT ? null : value;
    }

    /** How a call ends. */
    private interface Ending {
        @Nullable
        Object run() throws Throwable;
    }
}
