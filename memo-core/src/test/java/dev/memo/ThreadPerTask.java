// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.concurrent.Executor;

/** Runs each task in a thread of its own: of the common pool there may be one only, which another test has. Thread-safe. */
public enum ThreadPerTask implements Executor {
    /** The only one. */
    EXECUTOR;

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
    }
}
