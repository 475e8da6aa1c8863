// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin

import java.io.File
import java.net.URLClassLoader
import java.util.concurrent.Callable
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test

/** Suspend functions of an application that has Kotlin, but not kotlinx-coroutines. Confined to one thread. */
@Tag("parity-2")
class PlainSuspendWovenTest {
    @Test
    fun theyAreRememberedAllTheSame() {
        val urls = System.getProperty("java.class.path")
            .split(File.pathSeparator)
            .filterNot { it.contains("kotlinx-coroutines") }
            .map { File(it).toURI().toURL() }
        URLClassLoader(urls.toTypedArray(), ClassLoader.getPlatformClassLoader()).use { loader ->
            assertThatThrownBy { loader.loadClass("kotlinx.coroutines.Job") }
                .isInstanceOf(ClassNotFoundException::class.java)
            val calls = loader.loadClass("dev.memo.kotlin.BareCalls").getDeclaredConstructor().newInstance()
            assertThat((calls as Callable<*>).call())
                .isEqualTo("waiting=0 ends=[a!, a!, a!, a!, failed x, failed x] runs=3 parked=1")
        }
    }
}
