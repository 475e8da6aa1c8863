// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** Uses a memoized method of a child loader, drops the loader, and says whether it was collected. */
public final class Undeploy {
    private static final int ROUNDS = 100;
    private static final long PAUSE_MILLIS = 50;

    private Undeploy() {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = used(queue);
        boolean collected = false;
        for (int i = 0; i < ROUNDS && !collected; i++) {
            System.gc();
            collected = queue.remove(PAUSE_MILLIS) != null;
        }
        System.out.println(collected && loader.get() == null ? "collected" : "kept");
    }

    private static WeakReference<ClassLoader> used(ReferenceQueue<ClassLoader> queue)
            throws ReflectiveOperationException {
        String target = "dev.memo.agent.program.Target";
        ClassLoader loader = new Loading(Undeploy.class.getClassLoader(), target::equals);
        System.out.println("runs " + Loading.runs(loader.loadClass(target)));
        return new WeakReference<>(loader, queue);
    }
}
