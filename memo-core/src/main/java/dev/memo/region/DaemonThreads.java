// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** The one place where Memo starts threads: daemons that hold no class loader of the application's. Stateless. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Starts a daemon thread; returns false where the machine has none to give. */
    static boolean start(String name, Runnable body) {
        try {
            Thread thread = new Thread(null, body, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            return true;
        } catch (OutOfMemoryError | SecurityException e) {
            return false;
        }
    }

    /** Runs a body when the JVM ends; does nothing where it ends already. */
    public static void atExit(String name, Runnable body) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(null, body, name, 0, false));
        } catch (IllegalStateException | SecurityException e) {
            return; // too late
        }
    }
}
