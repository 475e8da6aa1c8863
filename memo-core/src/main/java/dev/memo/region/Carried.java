// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.ThreadContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A task that runs with what the thread knew that made it: its context class loader, and what the user's
 * {@link ThreadContext}s carry. Confined to the thread that makes it, then to the one that runs it.
 */
final class Carried implements Runnable {
    private final Runnable task;
    private final Trouble trouble;
    private final ClassLoader loader;
    private final List<ThreadContext.Captured> captured = new ArrayList<>();

    /** Captures. Runs user code, whose exceptions stay here. */
    Carried(Runnable task, List<ThreadContext> contexts, Trouble trouble) {
        this.task = task;
        this.trouble = trouble;
        this.loader = Thread.currentThread().getContextClassLoader();
        for (ThreadContext context : contexts) {
            try {
                captured.add(context.capture());
            } catch (RuntimeException | LinkageError e) {
                trouble.reportAs("a thread context was not captured: a load in the background goes without it", e);
            }
        }
    }

    @Override
    public void run() {
        Thread me = Thread.currentThread();
        ClassLoader before = me.getContextClassLoader();
        List<Runnable> attached = new ArrayList<>();
        try {
            me.setContextClassLoader(loader);
            captured.forEach(each -> attach(each, attached));
            task.run();
        } finally {
            for (int i = attached.size() - 1; i >= 0; i--) {
                detach(attached.get(i));
            }
            me.setContextClassLoader(before);
        }
    }

    private void attach(ThreadContext.Captured each, List<Runnable> attached) {
        try {
            attached.add(each.attach());
        } catch (RuntimeException | LinkageError e) {
            trouble.reportAs("a thread context was not attached: a load in the background goes without it", e);
        }
    }

    private void detach(Runnable each) {
        try {
            each.run();
        } catch (RuntimeException | LinkageError e) {
            trouble.reportAs("a thread context was not detached from a thread of Memo's", e);
        }
    }
}
