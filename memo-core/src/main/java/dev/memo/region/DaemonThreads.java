// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** The one place where Memo's core starts threads: daemons that hold no class loader of the application's. Stateless. */
final class DaemonThreads {
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
}
