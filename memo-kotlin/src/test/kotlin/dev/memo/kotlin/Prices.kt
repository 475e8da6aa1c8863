// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin

import dev.memo.annotation.Cached
import dev.memo.annotation.Invalidates
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

/** Not copied by kotlinx-coroutines where it recovers stack traces, as it has no usual constructor. */
class Trouble(val code: Int) : Exception("trouble $code")

/** An identifier that Kotlin passes on as a plain string where it can. */
@JvmInline value class Isin(val text: String)

/** Suspend functions of many shapes, that wait for their gate where they have one. Thread-safe. */
open class Prices {
    val runs = AtomicInteger()
    val gate = CompletableDeferred<Unit>()
    val names = ConcurrentLinkedQueue<String>()
    val ended = AtomicInteger()

    @Cached
    suspend fun gated(item: String): MutableList<String> {
        runs.incrementAndGet()
        gate.await()
        yield()
        return mutableListOf(item, "v")
    }

    @Cached
    suspend fun longs(a: Long, text: String, b: Double): Long {
        runs.incrementAndGet()
        var sum = a
        for (i in 1..3) {
            delay(1)
            sum += i
        }
        yield()
        return sum + text.length + b.toLong()
    }

    suspend fun viaPrivate(n: Int) = hidden(n)

    @Cached
    private suspend fun hidden(n: Int): String {
        runs.incrementAndGet()
        delay(1)
        delay(1)
        return "hidden $n"
    }

    @Cached
    suspend fun direct(n: Int): String {
        runs.incrementAndGet()
        return "direct $n"
    }

    /** Compiled without a state machine: it passes its continuation on. */
    @Cached suspend fun tail(n: Int): String = uncached(n)

    @Cached
    suspend fun nothing(n: Int): String? {
        runs.incrementAndGet()
        if (n > 0) {
            delay(1)
        }
        return null
    }

    @Cached
    suspend fun failing(code: Int): String {
        runs.incrementAndGet()
        gate.await()
        throw Trouble(code)
    }

    @Cached
    suspend fun failingAtOnce(code: Int): String {
        runs.incrementAndGet()
        throw Trouble(code)
    }

    @Cached(failures = [Trouble::class], failureTtl = "1h")
    suspend fun remembersFailures(code: Int): String {
        runs.incrementAndGet()
        yield()
        throw Trouble(code)
    }

    @Cached
    suspend fun guarded(n: Int): String {
        try {
            runs.incrementAndGet()
            delay(1)
            gate.await()
            if (n < 0) throw Trouble(n)
            return "guarded $n"
        } catch (e: Trouble) {
            delay(1)
            return "caught ${e.code}"
        } finally {
            ended.incrementAndGet()
        }
    }

    @Cached
    suspend fun sum(n: Int): Int {
        runs.incrementAndGet()
        yield()
        return if (n == 0) 0 else n + sum(n - 1)
    }

    /** Asks for its own key, when it has been resumed on another thread. */
    @Cached
    suspend fun retried(item: String): String {
        val run = runs.incrementAndGet()
        yield()
        return if (run < 3) retried(item) + run else item
    }

    @Cached
    suspend fun named(item: String): String {
        yield()
        return item + " for " + currentCoroutineContext()[CoroutineName]?.name
    }

    @Cached
    open suspend fun open(n: Int): String {
        runs.incrementAndGet()
        yield()
        return "open $n"
    }

    @Cached
    suspend fun <T : Any> generic(item: T): List<T> {
        runs.incrementAndGet()
        delay(1)
        return listOf(item)
    }

    @Cached
    suspend fun valueClass(text: String): Isin {
        runs.incrementAndGet()
        yield()
        return Isin(text)
    }

    @Cached
    suspend fun stream(n: Int): Flow<Int> {
        runs.incrementAndGet()
        yield()
        return flowOf(n)
    }

    @Cached
    suspend fun unit(n: Int) {
        runs.addAndGet(n)
        yield()
    }

    @Invalidates(method = "longs")
    suspend fun change(a: Long, text: String, b: Double) {
        assert(a > 0 && text.isNotEmpty() && b > 0)
        try {
            gate.await()
            yield()
        } finally {
            ended.incrementAndGet()
        }
    }

    @Cached
    suspend fun elsewhere(n: Int): String =
        withContext(CoroutineName("inner")) {
            runs.incrementAndGet()
            delay(1)
            "elsewhere $n"
        }

    @Suppress("LongParameterList")
    @Cached
    suspend fun many(a: LongArray, b: List<String>, c: Long, d: Long, e: Int, f: Boolean): Int {
        runs.incrementAndGet()
        delay(1)
        return a.sum().toInt() + b.size + (c + d).toInt() + e + (if (f) 1 else 0)
    }

    private suspend fun uncached(n: Int): String {
        runs.incrementAndGet()
        gate.await()
        return "tail $n"
    }

    companion object {
        val staticRuns = AtomicInteger()

        @JvmStatic
        @Cached
        suspend fun static(n: Int): Int {
            staticRuns.incrementAndGet()
            delay(1)
            return n
        }
    }
}

/** Overrides without annotation. */
class Cheaper : Prices() {
    override suspend fun open(n: Int): String = "cheaper " + super.open(n)
}

/** A suspend function with a body in an interface. */
interface Source {
    val count: AtomicInteger

    @Cached
    suspend fun next(n: Int): Int {
        count.incrementAndGet()
        delay(1)
        delay(1)
        return n + 1
    }
}

val topRuns = AtomicInteger()

@Cached
suspend fun String.twice(times: Int): String {
    topRuns.incrementAndGet()
    delay(1)
    return repeat(2 * times)
}
