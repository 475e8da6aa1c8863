// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.annotation.Barrier;
import dev.memo.region.Batch;
import dev.memo.region.Rerun;
import dev.memo.region.Rethrown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call that asks a cache for many keys, and has those that are not there loaded in one go. Confined to one thread. */
final class ManyLoads {
    private final DirectCache cache;
    private final String call;
    private final Function<@Nullable List<@Nullable Object>, @Nullable Map<?, ?>> loader;

    /**
     * Creates a call.
     *
     * @param call as messages name it
     */
    ManyLoads(DirectCache cache, String call, Function<@Nullable List<@Nullable Object>, @Nullable Map<?, ?>> loader) {
        this.cache = cache;
        this.call = call;
        this.loader = loader;
    }

    /** Returns the values by key, in the order of the keys; null for null. Throws what the loader throws. */
    Map<@Nullable Object, @Nullable Object> of(List<?> keys) {
        refuseDoors();
        if (cache.writes.closed()) {
            return picked(new ArrayList<>(keys));
        }
        return found(batch(keys), false);
    }

    /** As {@link #of}, as the call of a memoized function: scopes concern it, and with keys that cannot be told apart it goes through. */
    Map<?, ?> called(List<@Nullable Object> keys) {
        if (cache.writes.closed()) {
            return picked(keys);
        }
        Batch batch;
        try {
            batch = batch(keys);
        } catch (Throwable cause) { // of the keys' own hashCode or equals
            cache.bypass(cause);
            return loaded(keys);
        }
        return found(batch, true);
    }

    private Batch batch(List<?> keys) {
        return new Batch(cache.region, keys, key -> KeyEntry.of(key)).renewedBy(again());
    }

    private Map<@Nullable Object, @Nullable Object> found(Batch batch, boolean scoped) {
        try {
            if (!scoped) {
                batch.open();
            } else if (!batch.begin()) {
                return picked(new ArrayList<>(batch.elements()));
            }
            while (batch.loads()) {
                load(batch);
                batch.goOn();
            }
        } catch (Throwable failure) { // of the loader, or of another caller's
            throw Rethrown.same(failure);
        } finally {
            batch.end();
            cache.clearIfClosed(); // after this load had begun it may have been, before it was there to be seen
        }
        Map<@Nullable Object, @Nullable Object> found = new LinkedHashMap<>();
        for (Object key : batch.elements()) {
            Object value = batch.value(key);
            if (value != Batch.ABSENT) {
                found.put(key, value);
            }
        }
        return found;
    }

    private void load(Batch batch) throws Throwable {
        List<@Nullable Object> missing = batch.missing();
        List<@Nullable Object> values = new ArrayList<>(missing.size());
        try {
            Map<?, ?> loaded = loaded(missing);
            for (Object key : missing) {
                values.add(Batch.answer(loaded, key));
            }
        } catch (Throwable failure) {
            batch.failed(failure);
            if (batch.recovers()) {
                return;
            }
            throw failure;
        }
        batch.loaded(values);
    }

    private Map<?, ?> loaded(List<@Nullable Object> missing) {
        Map<?, ?> loaded = loader.apply(new ArrayList<>(missing));
        if (loaded == null) {
            throw new NullPointerException(
                    call + ": the loader must return a map, returned null. Return an empty one for nothing.");
        }
        return loaded;
    }

    private Map<@Nullable Object, @Nullable Object> picked(List<@Nullable Object> keys) {
        Map<?, ?> loaded = keys.isEmpty() ? Map.of() : loaded(keys);
        Map<@Nullable Object, @Nullable Object> found = new LinkedHashMap<>();
        for (Object key : keys) {
            Object value = Batch.answer(loaded, key);
            if (value != Batch.ABSENT) {
                found.put(key, value);
            }
        }
        return found;
    }

    /** Loads one key again, in the background. */
    private Rerun.@Nullable Source again() {
        return !cache.region.settings().freshness().inBackground()
                ? null
                : fresh -> {
                    @Nullable Object[] copies = cache.keys.copies(fresh.parts());
                    return copies == null ? null : new Rerun(() -> one(copies[0]), false);
                };
    }

    private @Nullable Object one(@Nullable Object key) {
        List<@Nullable Object> single = new ArrayList<>();
        single.add(key);
        Object value = Batch.answer(loaded(single), key);
        if (value == Batch.ABSENT) {
            throw new NoSuchElementException("the loader has no value for the key any more");
        }
        return value;
    }

    /** A load of many keys would have to pass for each of them. */
    private void refuseDoors() {
        Barrier barrier = cache.region.settings().barrier();
        boolean admits = barrier == Barrier.METHOD || barrier == Barrier.HOST;
        if (admits || cache.options.lock() != null) {
            throw new UnsupportedOperationException(
                    call + ": a loader of many keys does not go with " + (admits ? "barrier " + barrier : "a lock")
                            + ". Call get(key, loader) for each, or open the cache without it.");
        }
    }
}
