// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin

import dev.memo.Memo
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** What the runtime says of suspend functions, and does to their results. Confined to one thread. */
@Timeout(60)
class SuspendHandleWovenTest {
    private val prices = Prices()

    @Test
    fun itsArgumentsAreThoseOfTheSource() = runBlocking<Unit> {
        assertThat(prices.longs(1, "a", 1.0)).isEqualTo(9)
        val handle = Memo.runtime().method(Prices::class.java, "longs")
        assertThat(handle.invalidateOn(prices, 1L, "b", 1.0)).isZero()
        assertThat(handle.invalidateOn(prices, 1L, "a", 1.0)).isEqualTo(1)
        assertThat(prices.longs(1, "a", 1.0)).isEqualTo(9)
        assertThat(prices.runs).hasValue(2)
        assertThatThrownBy { handle.invalidate(1L, "a", 1.0, null) }.isInstanceOf(IllegalArgumentException::class.java)
    }

    @Test
    fun anInvalidationDuringALoadFencesItOff() = runBlocking<Unit> {
        prices.direct(0)
        val call = async { prices.gated("a") }
        yield()
        Memo.runtime().method(Prices::class.java, "gated").invalidateAll()
        prices.gate.complete(Unit)
        assertThat(call.await()).containsExactly("a", "v")
        assertThat(prices.gated("a")).containsExactly("a", "v")
        assertThat(prices.runs).`as`("direct, and two loads").hasValue(3)
    }
}
