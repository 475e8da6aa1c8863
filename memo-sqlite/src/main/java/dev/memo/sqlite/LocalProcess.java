// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that holds a lease, told from others that may get its number later by when it started.
 *
 * <p>Two processes can say whether the other lives only if they see each other's numbers: on the same boot of the same machine,
 * and in the same namespace of process numbers, which containers have of their own. Immutable.
 *
 * @param host names the boot and the namespace
 * @param pid its number
 * @param started when it started, in milliseconds since 1970; 0 if that is not known
 */
record LocalProcess(String host, long pid, long started) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    /** The kernel tells when a process started by the time of day, which is set right now and then. */
    private static final long CLOCK_MILLIS = 5_000;

    /** Returns this process. */
    static LocalProcess current() {
        ProcessHandle handle = ProcessHandle.current();
        return new LocalProcess(currentHost(), handle.pid(), started(handle));
    }

    /** Returns whether another process has certainly ended, as seen from this one. */
    boolean knowsThatEnded(LocalProcess other) {
        if (!host.equals(other.host) || (pid == other.pid && started == other.started)) {
            return false;
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(other.pid);
        if (handle.isEmpty() || !handle.get().isAlive()) {
            return true;
        }
        long since = started(handle.get());
        return since != 0 && other.started != 0 && Math.abs(since - other.started) > CLOCK_MILLIS;
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String currentHost() {
        if (!Files.exists(BOOT)) {
            return System.getProperty("os.name", "?"); // a store's file is on a local disk, and there are no namespaces
        }
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown " + ProcessHandle.current().pid(); // nobody else says so: leases end by their time
        }
    }
}
