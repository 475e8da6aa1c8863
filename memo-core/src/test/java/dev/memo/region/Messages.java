// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What Memo logs about one method while this is open; it is not printed. Thread-safe. */
public final class Messages implements AutoCloseable, InvocationHandler {
    private final String name;
    private final JdkLogger logger = new JdkLogger("dev.memo");
    private final List<String> all = Collections.synchronizedList(new ArrayList<>());
    private final List<List<String>> stacks = Collections.synchronizedList(new ArrayList<>());

    /** Begins to listen. */
    public Messages(String name) {
        this.name = name;
        logger.filter(this);
    }

    /** Returns what was said so far. */
    public List<String> all() {
        return List.copyOf(all);
    }

    /** Returns the stack traces that came with it, each as its frames; an empty one where none did. */
    public List<List<String>> stacks() {
        return List.copyOf(stacks);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
        String text = (String) arguments[0].getClass().getMethod("getMessage").invoke(arguments[0]);
        if (text.startsWith(name + ": ")) {
            Object thrown = arguments[0].getClass().getMethod("getThrown").invoke(arguments[0]);
            stacks.add(
                    thrown instanceof Throwable cause
                            ? Arrays.stream(cause.getStackTrace())
                                    .map(String::valueOf)
                                    .toList()
                            : List.of());
            all.add(text);
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        logger.filter(null);
    }
}
