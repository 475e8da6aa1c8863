// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.AdapterFiles;
import dev.memo.method.ClassBytes;
import dev.memo.region.JdkAsync;
import dev.memo.spi.AsyncAdapter;
import dev.memo.spi.SuspendAdapter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The adapters for what the methods of one class loader return: the JDK's own, those that the runtime was given, and those
 * that the class loader sees, in this order. Thread-safe.
 */
final class Adapters {
    private final Map<String, AsyncAdapter> registered;
    private final @Nullable ClassLoader loader;

    /** Adapters' class names by type, once they were looked for. */
    private volatile @Nullable Map<String, String> listed;

    /**
     * Creates a finder.
     *
     * @param registered the adapters that the runtime was given, by the types that they are for
     */
    Adapters(Map<String, AsyncAdapter> registered, @Nullable ClassLoader loader) {
        this.registered = registered;
        this.loader = loader;
    }

    /**
     * Returns what turns a method's results into stages, or null if it returns the value itself.
     *
     * @throws LinkageError if there is an adapter that cannot be used, so that the method must not be memoized
     */
    @Nullable
    AsyncAdapter of(String descriptor) {
        String result = descriptor.substring(descriptor.indexOf(')') + 1);
        return switch (result) {
            case "Ljava/util/concurrent/CompletableFuture;", "Ljava/util/concurrent/CompletionStage;" -> JdkAsync.STAGE;
            case "Ljava/util/concurrent/Future;" -> JdkAsync.FUTURE;
            default -> {
                boolean other = result.startsWith("L") && !result.startsWith("Ljava/");
                yield other ? adapter(result.substring(1, result.length() - 1).replace('/', '.')) : null;
            }
        };
    }

    /**
     * Returns what follows suspend functions.
     *
     * @throws LinkageError if there is none that can be used, so that they must not be memoized
     */
    SuspendAdapter suspending() {
        String name = AdapterFiles.suspending(ClassBytes.of(loader));
        if (name == null) {
            throw new LinkageError("there is no adapter for suspend functions");
        }
        Object adapter = instance(name);
        try {
            return adapter instanceof SuspendAdapter own ? own : ForeignSuspendAdapter.of(adapter);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the adapter " + name + " cannot be called", e);
        }
    }

    private @Nullable AsyncAdapter adapter(String type) {
        AsyncAdapter own = registered.get(type);
        if (own == null) {
            String name = listed().get(type);
            own = name == null ? null : made(name);
        }
        return own == null ? null : new CheckedAdapter(own, load(type, false));
    }

    private Map<String, String> listed() {
        Map<String, String> found = listed;
        if (found == null) {
            found = AdapterFiles.in(ClassBytes.of(loader));
            listed = found;
        }
        return found;
    }

    private AsyncAdapter made(String name) {
        Object adapter = instance(name);
        try {
            return adapter instanceof AsyncAdapter own ? own : ForeignAdapter.of(adapter);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the adapter " + name + " cannot be called", e);
        }
    }

    private Object instance(String name) {
        try {
            var constructor = load(name, true).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new LinkageError("the adapter " + name + " cannot be made", e);
        }
    }

    private Class<?> load(String name, boolean initialize) {
        try {
            return Class.forName(name, initialize, loader);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name + " is not found by the class loader of a method that returns it", e);
        }
    }
}
