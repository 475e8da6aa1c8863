// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread that makes one call, and what came of it. Thread-safe. */
final class Caller {
    private static final long POLL_NANOS = 1_000_000;
    private static final int POLLS_IN_A_ROW = 20;
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final Thread thread;

    private Caller(Supplier<String> call, boolean virtual) {
        Runnable body = () -> reply.complete(replyTo(call));
        this.thread = virtual ? VirtualThreads.unstarted(body) : new Thread(body, "caller");
        if (!virtual) {
            thread.setDaemon(true);
        }
    }

    /** Starts a thread that calls. */
    static Caller start(Supplier<String> call) {
        return start(call, false);
    }

    /** Starts a virtual thread that calls. */
    static Caller startVirtual(Supplier<String> call) {
        return start(call, true);
    }

    /** Starts so many threads that call. */
    static List<Caller> start(int count, Supplier<String> call) {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(start(call));
        }
        return callers;
    }

    private static Caller start(Supplier<String> call, boolean virtual) {
        Caller caller = new Caller(call, virtual);
        caller.thread.start();
        return caller;
    }

    private static Reply replyTo(Supplier<String> call) {
        try {
            String value = call.get();
            return new Reply(value, null, Thread.interrupted());
        } catch (Throwable e) { // whatever a peer throws is what its caller gets
            return new Reply(null, e, Thread.interrupted());
        }
    }

    /** Returns once each of them waits for something, or has its reply, for a while; or patience is at an end. */
    static void untilAllWait(List<Caller> callers) {
        long began = System.nanoTime();
        int waited = 0;
        while (waited < POLLS_IN_A_ROW && System.nanoTime() - began < PATIENCE_NANOS) {
            waited = callers.stream().allMatch(Caller::waits) ? waited + 1 : 0;
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean waits() {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE -> false;
        };
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Returns what the caller got, when it has it: hanging is the watchdog's to find. */
    Reply reply() throws InterruptedException {
        try {
            return reply.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a reply is never a failure", e);
        }
    }

    /** Returns what the caller got, null if it has not got it within this time. */
    @Nullable
    Reply replyWithin(long seconds) throws InterruptedException {
        try {
            return reply.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new AssertionError("a reply is never a failure", e);
        }
    }
}
