// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.region.JdkLogger;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** What the log of events is told while this is open; it is not printed. Thread-safe. */
public final class EventLines implements AutoCloseable, InvocationHandler {
    private final JdkLogger logger = new JdkLogger("dev.memo.events");
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private volatile Consumer<String> then = line -> {};

    /** Begins to listen. */
    public EventLines() {
        listen(true);
        logger.filter(this);
    }

    /** Has the logger do something more with each line. */
    void then(Consumer<String> more) {
        then = more;
    }

    /** Returns all lines so far. */
    public List<String> all() {
        return List.copyOf(lines);
    }

    /** Returns what was said of a method or cache, without its name, since this was asked last. */
    public List<String> of(String name) {
        List<String> its = new ArrayList<>();
        synchronized (lines) {
            for (String line : lines) {
                if (line.startsWith(name + ": ")) {
                    its.add(line.substring(name.length() + 2));
                }
            }
            lines.removeIf(line -> line.startsWith(name + ": "));
        }
        return its;
    }

    /** Sets the level at which events are told, or the one that is there without a setting. */
    void listen(boolean on) {
        logger.level(on ? "FINE" : null);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
        String line = (String) arguments[0].getClass().getMethod("getMessage").invoke(arguments[0]);
        lines.add(line);
        then.accept(line);
        return false;
    }

    @Override
    public void close() {
        logger.filter(null);
        listen(false);
    }
}
