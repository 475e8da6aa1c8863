// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes the agent's own words to the process's stderr.
 *
 * <p>It goes past {@code System.err}, which the application may have replaced by something that logs: words are written
 * while classes are being loaded, under locks that a logger might want too. What is written while classes load is
 * bounded, so that a pipe that nobody reads cannot fill up and hold the application. Thread-safe.
 */
final class Console {
    private static final int MOST_WHILE_RUNNING = 32 * 1024;

    private final OutputStream err;
    private final AtomicInteger written = new AtomicInteger();

    Console(OutputStream err) {
        this.err = err;
    }

    static Console ofThisProcess() {
        return new Console(new FileOutputStream(FileDescriptor.err));
    }

    /** Writes what belongs to the start: all of it. */
    void start(String text) {
        write(text);
    }

    /** Writes what came up later, until it is too much. */
    void later(String text) {
        int before = written.getAndAdd(text.length());
        if (before + text.length() <= MOST_WHILE_RUNNING) {
            write(text);
        } else if (before <= MOST_WHILE_RUNNING) {
            write("memo-agent: more was refused than is shown here. Use report=FILE to see all of it.");
        }
    }

    private void write(String text) {
        byte[] bytes = (text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        try {
            err.write(bytes);
        } catch (IOException e) {
            return; // stderr is closed: nobody listens
        }
    }
}
