// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

import java.util.List;

/**
 * Says that a wait would never have ended, as threads would wait for one another in a circle, by {@link OnCycle#FAIL}.
 * Shows no argument. As thread-safe as any exception.
 */
public final class MemoCycleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which, in order; a list that can be serialized. */
    @SuppressWarnings("serial") // List.copyOf gives one
    private final List<String> methods;

    /**
     * Creates one; applications catch it, Memo makes it.
     *
     * @param methods the names in reports of the methods, each of whose loads waits for the next one, and the last one's
     *     for the first
     */
    public MemoCycleException(List<String> methods) {
        super("Loads would wait for one another in a circle, found " + String.join(" -> ", methods) + " -> "
                + (methods.isEmpty() ? "" : methods.get(0))
                + ". Let one of them not call the next, or choose onCycle = RUN.");
        this.methods = List.copyOf(methods);
    }

    /**
     * Returns the names in reports of the methods, caches or functions of the circle: each one's load waits for the next
     * one, and the last one's for the first. One that meets another key of its own is named once for each key.
     */
    public List<String> methods() {
        return methods;
    }
}
