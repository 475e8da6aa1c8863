// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin

import dev.memo.annotation.Cached
import java.util.concurrent.Callable
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlin.coroutines.startCoroutine
import kotlin.coroutines.suspendCoroutine

/** A suspend function of one who knows nothing but the language. Confined to one thread. */
class Bare {
    val parked = mutableListOf<Continuation<Unit>>()
    var runs = 0

    @Cached
    suspend fun load(item: String): String {
        runs++
        suspendCoroutine<Unit> { parked += it }
        return "$item!"
    }
}

/** Calls it in turns, and tells what came of it. Confined to one thread. */
class BareCalls : Callable<String> {
    private val bare = Bare()
    private val ends = mutableListOf<String>()

    override fun call(): String {
        repeat(3) { start("a") }
        val waiting = ends.size
        bare.parked.removeFirst().resume(Unit)
        start("a")
        repeat(2) { start("b") }
        bare.parked.removeFirst().resumeWithException(IllegalStateException("x"))
        start("b")
        return "waiting=$waiting ends=$ends runs=${bare.runs} parked=${bare.parked.size}"
    }

    private fun start(item: String) {
        val call: suspend () -> String = { bare.load(item) }
        call.startCoroutine(Continuation(EmptyCoroutineContext) { ends += it.getOrElse { e -> "failed " + e.message } })
    }
}
