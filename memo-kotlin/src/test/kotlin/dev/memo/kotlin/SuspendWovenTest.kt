// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin

import dev.memo.Memo
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Woven suspend functions: what they end with is remembered, whatever their shape. Confined to one thread. */
@Tag("parity-2")
@Timeout(60)
class SuspendWovenTest {
    private val prices = Prices()

    @Test
    fun aSecondCallIsAHitAndDoesNotSuspend() = runBlocking<Unit> {
        assertThat(prices.longs(1, "abc", 2.5)).isEqualTo(12)
        val hit = async(start = CoroutineStart.UNDISPATCHED) { prices.longs(1, "abc", 2.5) }
        assertThat(hit.isCompleted).isTrue()
        assertThat(hit.await()).isEqualTo(12)
        assertThat(prices.longs(2, "abc", 2.5)).isEqualTo(13)
        assertThat(prices.runs).hasValue(2)
    }

    @Test
    fun resumptionsAreNoCalls() = runBlocking<Unit> {
        prices.gate.complete(Unit)
        assertThat(prices.guarded(0)).isEqualTo("guarded 0")
        val handle = Memo.runtime().method(Prices::class.java, "guarded")
        handle.resetStats()
        assertThat(prices.guarded(1)).isEqualTo("guarded 1")
        assertThat(handle.stats().misses()).isEqualTo(1)
        assertThat(handle.stats().loads()).isEqualTo(1)
        assertThat(handle.stats().hits()).isZero()
    }

    @Test
    fun callersInFlightShareOneLoadAndNobodySpoilsTheResult() = runBlocking<Unit> {
        val calls = List(100) { async { prices.gated("a") } }
        yield()
        prices.gate.complete(Unit)
        calls[0].await().add("spoiled")
        calls[1].await().add("spoiled")
        assertThat(calls.drop(2).awaitAll()).allMatch { it == listOf("a", "v") }
        assertThat(prices.gated("a")).containsExactly("a", "v")
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    @Tag("parity-6")
    fun aFailureIsSharedAndNotRemembered() = runBlocking<Unit> {
        val calls = List(10) { async { runCatching { prices.failing(7) } } }
        yield()
        prices.gate.complete(Unit)
        val failures = calls.awaitAll().map { it.exceptionOrNull() }
        assertThat(failures).allMatch { it === failures[0] && (it as Trouble).code == 7 }
        assertThat(prices.runs).hasValue(1)
        assertThat(runCatching { prices.failing(7) }.exceptionOrNull()).isInstanceOf(Trouble::class.java)
        assertThat(prices.runs).hasValue(2)
    }

    @Test
    fun whatIsThrownBeforeItSuspendsIsThrownAtOnce() = runBlocking<Unit> {
        assertThat(runCatching { prices.failingAtOnce(1) }.exceptionOrNull()).hasMessage("trouble 1")
        assertThat(runCatching { prices.failingAtOnce(1) }.exceptionOrNull()).hasMessage("trouble 1")
        assertThat(prices.runs).hasValue(2)
    }

    @Test
    fun failuresThatAreToBeRememberedAreThrownAgain() = runBlocking<Unit> {
        val first = runCatching { prices.remembersFailures(3) }.exceptionOrNull()
        assertThat(first).isInstanceOf(Trouble::class.java)
        assertThat(runCatching { prices.remembersFailures(3) }.exceptionOrNull()).isSameAs(first)
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    fun aFollowerThatIsCancelledGoesAtOnceAndTouchesNobody() = runBlocking<Unit> {
        val leader = async { prices.gated("a") }
        val follower = async { prices.gated("a") }
        val other = async { prices.gated("a") }
        yield()
        follower.cancelAndJoin()
        assertThat(follower.isCancelled).isTrue()
        prices.gate.complete(Unit)
        assertThat(leader.await()).containsExactly("a", "v")
        assertThat(other.await()).containsExactly("a", "v")
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    fun aLeaderThatIsCancelledGoesAtOnceAndItsLoadGoesOn() = runBlocking<Unit> {
        val leader = async { prices.gated("a") }
        yield()
        val follower = async { prices.gated("a") }
        yield()
        leader.cancelAndJoin()
        assertThat(follower.isCompleted).isFalse()
        prices.gate.complete(Unit)
        assertThat(follower.await()).containsExactly("a", "v")
        assertThat(prices.gated("a")).containsExactly("a", "v")
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    fun aTimeoutIsTheCallersOwn() = runBlocking<Unit> {
        assertThat(withTimeoutOrNull(20) { prices.gated("a") }).isNull()
        prices.gate.complete(Unit)
        assertThat(prices.gated("a")).containsExactly("a", "v")
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    fun aLoadOutlivesTheEventLoopItBeganOn() {
        runBlocking { assertThat(withTimeoutOrNull(20) { prices.gated("a") }).isNull() }
        prices.gate.complete(Unit)
        runBlocking { assertThat(prices.gated("a")).containsExactly("a", "v") }
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    fun aFunctionThatNeverSuspendsIsRemembered() = runBlocking<Unit> {
        repeat(3) { assertThat(prices.direct(1)).isEqualTo("direct 1") }
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    fun aFunctionWithoutAStateMachineIsRemembered() = runBlocking<Unit> {
        val calls = List(3) { async { prices.tail(1) } }
        yield()
        prices.gate.complete(Unit)
        assertThat(calls.awaitAll()).containsOnly("tail 1")
        assertThat(prices.tail(1)).isEqualTo("tail 1")
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    fun nullIsAValueWhetherItIsReturnedOrResumedWith() = runBlocking<Unit> {
        for (n in 0..1) {
            repeat(3) { assertThat(prices.nothing(n)).isNull() }
        }
        assertThat(prices.runs).hasValue(2)
    }

    @Test
    fun handlersAndFinallyBlocksRunOnce() = runBlocking<Unit> {
        val calls = List(3) { async { prices.guarded(-5) } }
        yield()
        prices.gate.complete(Unit)
        assertThat(calls.awaitAll()).containsOnly("caught -5")
        assertThat(prices.runs).hasValue(1)
        assertThat(prices.ended).hasValue(1)
    }

    @Test
    fun aFunctionThatCallsItselfRemembersEachStep() = runBlocking<Unit> {
        assertThat(prices.sum(20)).isEqualTo(210)
        assertThat(prices.sum(10)).isEqualTo(55)
        assertThat(prices.runs).hasValue(21)
    }

    @Test
    fun oneThatAsksForItsOwnKeyOnAnotherThreadRunsTheOriginal() = runBlocking<Unit> {
        assertThat(withContext(Dispatchers.Default) { prices.retried("a") }).isEqualTo("a21")
        assertThat(prices.retried("a")).isEqualTo("a21")
        assertThat(prices.runs).hasValue(3)
    }

    @Test
    fun theOriginalSeesItsCallersContext() = runBlocking<Unit> {
        assertThat(withContext(CoroutineName("Ann")) { prices.named("tea") }).isEqualTo("tea for Ann")
    }

    @Test
    fun callersAreResumedByTheirOwnDispatchers() = runBlocking<Unit> {
        val executors = List(3) { n -> Executors.newSingleThreadExecutor { Thread(it, "mine-$n") } }
        val threads = executors.mapIndexed { n, executor ->
            async(executor.asCoroutineDispatcher()) {
                prices.gated("a")
                Thread.currentThread().name.substringBefore(" ") == "mine-$n"
            }
        }
        prices.gate.complete(Unit)
        assertThat(threads.awaitAll()).containsOnly(true)
        assertThat(prices.runs).hasValue(1)
        executors.forEach { it.shutdown() }
    }

    @Test
    fun undispatchedCallersWork() = runBlocking<Unit> {
        val calls = List(5) { async(Dispatchers.Unconfined) { prices.gated("a").size } }
        prices.gate.complete(Unit)
        assertThat(calls.awaitAll()).containsOnly(2)
        val failures = List(5) { async(Dispatchers.Unconfined) { runCatching { prices.failing(1) }.isFailure } }
        assertThat(failures.awaitAll()).containsOnly(true)
    }

    @Test
    fun tenThousandCallersOnTwoThreadsDoNotStall() {
        val pool = Executors.newFixedThreadPool(2)
        runBlocking {
            val calls = List(10_000) { n -> async(pool.asCoroutineDispatcher()) { prices.gated("k" + n % 10)[0] } }
            launch { prices.gate.complete(Unit) }
            val answers = calls.awaitAll()
            assertThat(answers.withIndex()).allMatch { it.value == "k" + it.index % 10 }
        }
        assertThat(prices.runs).hasValue(10)
        pool.shutdown()
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue()
    }

    @Test
    fun functionsOfAllKindsAreRemembered() = runBlocking<Unit> {
        repeat(2) {
            assertThat(prices.viaPrivate(1)).isEqualTo("hidden 1")
            assertThat(prices.generic("x")).containsExactly("x")
            assertThat(prices.elsewhere(1)).isEqualTo("elsewhere 1")
            assertThat(prices.many(longArrayOf(1, 2), listOf("a"), 3, 4, 5, true)).isEqualTo(17)
            assertThat(Prices.static(4)).isEqualTo(4)
            assertThat("ab".twice(2)).isEqualTo("abababab")
        }
        assertThat(prices.runs).hasValue(4)
        assertThat(Prices.staticRuns).hasValue(1)
        assertThat(topRuns).hasValue(1)
    }

    @Test
    fun openFunctionsAndThoseOfInterfacesAreRemembered() = runBlocking<Unit> {
        val cheaper = Cheaper()
        repeat(2) {
            assertThat(prices.open(1)).isEqualTo("open 1")
            assertThat(cheaper.open(1)).isEqualTo("cheaper open 1")
        }
        assertThat(prices.runs).hasValue(1)
        assertThat(cheaper.runs).hasValue(1)
        val source = object : Source {
            override val count = AtomicInteger()
        }
        repeat(2) { assertThat(source.next(1)).isEqualTo(2) }
        assertThat(source.count).hasValue(1)
    }

    @Test
    fun whatCannotBeRememberedIsLeftAlone() = runBlocking<Unit> {
        repeat(2) {
            assertThat(prices.valueClass("a")).isEqualTo(Isin("a"))
            assertThat(prices.stream(1).toList()).containsExactly(1)
            prices.unit(1)
        }
        assertThat(prices.runs).hasValue(6)
    }

    @Test
    fun aChangeDropsTheResultWhenItHasEnded() = runBlocking<Unit> {
        assertThat(prices.longs(1, "a", 1.0)).isEqualTo(9)
        val change = async { prices.change(1, "a", 1.0) }
        yield()
        assertThat(prices.longs(1, "a", 1.0)).isEqualTo(9)
        assertThat(prices.runs).hasValue(1)
        prices.gate.complete(Unit)
        change.await()
        assertThat(prices.longs(1, "a", 1.0)).isEqualTo(9)
        assertThat(prices.runs).hasValue(2)
    }

    @Test
    fun aChangeIsCancelledWithItsCallerAndThenDropsNothing() = runBlocking<Unit> {
        assertThat(prices.longs(1, "a", 1.0)).isEqualTo(9)
        val change = async { prices.change(1, "a", 1.0) }
        yield()
        change.cancelAndJoin()
        prices.gate.complete(Unit)
        assertThat(prices.ended).`as`("the body was cancelled").hasValue(1)
        assertThat(prices.longs(1, "a", 1.0)).isEqualTo(9)
        assertThat(prices.runs).hasValue(1)
    }

    @Test
    fun callersOfAnotherScopeAreNotTouched() = runBlocking<Unit> {
        val scope = CoroutineScope(Dispatchers.Default)
        val there = scope.async { prices.gated("a") }
        val here = async { prices.gated("a") }
        yield()
        there.cancelAndJoin()
        prices.gate.complete(Unit)
        assertThat(here.await()).containsExactly("a", "v")
    }
}
