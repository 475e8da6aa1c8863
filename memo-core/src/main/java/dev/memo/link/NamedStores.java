// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.MethodSettings;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stores that a runtime was told to have, by the names that methods know them by. Of each other name it is said once
 * what it takes to have it. Thread-safe.
 */
final class NamedStores {
    private final Map<String, StoreChoice> choices;
    private final Consumer<String> log;
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    NamedStores(Map<String, StoreChoice> choices, Consumer<String> log) {
        this.choices = Map.copyOf(choices);
        this.log = log;
    }

    /** The stores of an engine, which warns in the runtime's log. */
    static NamedStores of(EngineSettings settings) {
        return new NamedStores(settings.stores(), NamedStores::warn);
    }

    private static void warn(String message) {
        System.getLogger("dev.memo").log(Level.WARNING, message);
    }

    /** Returns the store that the method names, or null if it names none, or one that is not there: it has the heap only. */
    @Nullable
    StoreChoice of(MethodSettings method) {
        return of(method.name(), method.stored().store());
    }

    /** Returns the store of this name, which somebody asks for; as {@link #of(MethodSettings)}. */
    @Nullable
    StoreChoice of(String where, String name) {
        StoreChoice choice = name.isEmpty() ? null : choices.get(name);
        if (choice == null && !name.isEmpty() && missed.add(name)) {
            log.accept(where + ": its results are kept in the heap only, as this runtime has no store \"" + name
                    + "\". Start the agent with store." + name + "=FILE, or call MemoBuilder.store(\"" + name
                    + "\", file), to keep them, and those of other methods that name it."
                    + " If it was given, an earlier message says why it was left out.");
        }
        return choice;
    }
}
