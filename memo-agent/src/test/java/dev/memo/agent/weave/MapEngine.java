// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import dev.memo.agent.MemoDispatch;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine that keeps results in a map for each call site, so that woven code can run without Memo's own. Thread-safe.
 */
public final class MapEngine {
    /** What the call sites linked so far were told: kind, type, method name, descriptor, settings. */
    static final List<List<String>> LINKED = new CopyOnWriteArrayList<>();

    /** The calls of methods of kind invalidate that have ended, and how. */
    static final List<String> ENDED = new CopyOnWriteArrayList<>();

    /** What methods that may recover return in the place of an exception. */
    @Nullable
    static volatile Object instead;

    private MapEngine() {}

    /** Makes the dispatcher of this class loader use this engine. */
    public static void install() {
        MethodType type = MethodType.methodType(
                MethodHandle.class,
                Lookup.class,
                String.class,
                MethodType.class,
                String.class,
                String.class,
                String.class);
        try {
            MemoDispatch.linker = MethodHandles.lookup().findStatic(MapEngine.class, "link", type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @SuppressWarnings("UnusedMethod") // called through a handle
    private static MethodHandle link(
            Lookup unused, String kind, MethodType type, String name, String descriptor, String settings)
            throws ReflectiveOperationException {
        LINKED.add(List.of(kind, type.toString(), name, descriptor, settings));
        Entered site = kind.startsWith(WovenMethod.MEMOIZE) ? new Site() : new Invalidating(name);
        MethodHandle enter = MethodHandles.lookup()
                .findVirtual(site.getClass(), "enter", MethodType.methodType(Object.class, Object[].class))
                .bindTo(site);
        boolean array = kind.endsWith("+array");
        return array
                ? enter.asType(type)
                : enter.asCollector(Object[].class, type.parameterCount()).asType(type);
    }

    /** What a call site calls. Implementations are thread-safe. */
    private interface Entered {
        @SuppressWarnings("UnusedMethod") // called through a handle
        @Nullable
        Object enter(Object[] arguments) throws InterruptedException;
    }

    /** The results of one method. Thread-safe. */
    private static final class Site implements Entered {
        private final ConcurrentMap<Key, Object> entries = new ConcurrentHashMap<>();

        @Override
        @Nullable
        public Object enter(Object[] arguments) throws InterruptedException {
            Key key = new Key(arguments.clone());
            Ticket mine = new Ticket(this, key);
            Object found = entries.putIfAbsent(key, mine);
            while (found instanceof Ticket theirs) {
                if (theirs.owner == Thread.currentThread()) {
                    return null;
                }
                theirs.await();
                found = entries.putIfAbsent(key, mine);
            }
            return found == null ? mine : found;
        }
    }

    /** A method that only tells when it ended. Thread-safe. */
    private record Invalidating(String name) implements Entered {
        @Override
        public Object enter(Object[] arguments) {
            class Ended extends CountDownLatch implements BiConsumer<@Nullable Object, @Nullable Throwable> {
                Ended() {
                    super(1);
                }

                @Override
                public void accept(@Nullable Object value, @Nullable Throwable thrown) {
                    ENDED.add(name + Arrays.toString(arguments) + (thrown == null ? " returned " + value : " threw"));
                }
            }
            return new Ended();
        }
    }

    /** A load under way. Thread-safe. */
    private static final class Ticket extends CountDownLatch
            implements BiConsumer<@Nullable Object, @Nullable Throwable>, Supplier<@Nullable Object> {
        private final Thread owner = Thread.currentThread();
        private final Site site;
        private final Key key;

        Ticket(Site site, Key key) {
            super(1);
            this.site = site;
            this.key = key;
        }

        @Override
        public void accept(@Nullable Object value, @Nullable Throwable thrown) {
            if (thrown == null) {
                site.entries.put(key, value == null ? Void.TYPE : value);
            } else {
                site.entries.remove(key, this);
            }
            countDown();
        }

        @Override
        public @Nullable Object get() {
            return instead;
        }
    }

    /** Arguments, compared by content. Immutable as long as the arguments are. */
    @SuppressWarnings("ArrayRecordComponent") // equals is by content
    private record Key(Object[] arguments) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.deepEquals(arguments, key.arguments);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(arguments);
        }
    }
}
