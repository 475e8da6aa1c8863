// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** The one place where Memo starts threads: daemons that hold no class loader of the application's. Stateless. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Starts a daemon thread; returns false where the machine has none to give. */
    public static boolean start(String name, Runnable body) {
        try {
            Thread thread = thread(name, body);
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
            Runtime.getRuntime().addShutdownHook(thread(name, body));
        } catch (IllegalStateException | SecurityException e) {
            return; // too late
        }
    }

    /** Up to JDK 23 a thread remembers all whose code is on the stack when it is made: by this, only Memo. */
    @SuppressWarnings("removal") // the JDKs that do not need it run it all the same
    private static Thread thread(String name, Runnable body) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> new Thread(null, body, name, 0, false));
    }
}
