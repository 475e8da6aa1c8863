// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.MemoLoadTimeoutException;
import dev.memo.annotation.Storage;
import dev.memo.spi.CodecException;
import dev.memo.spi.RemovalCause;
import dev.memo.spi.Ttl;
import dev.memo.spi.Weigher;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A facade and an engine from different class loaders, as with the agent, understand each other: only JDK types cross. */
class CacheForeignEngineTest {
    private final BiFunction<String, Object[], Object> service = foreignService();
    private final Memo memo = new Memo(service);

    @Test
    void theEngineIsAnother() {
        assertThat(service.getClass().getName()).isEqualTo("dev.memo.link.Service");
        assertThat(service.getClass().getClassLoader()).isNotSameAs(Memo.class.getClassLoader());
    }

    @Test
    void functionsOfTheUsersCrossAndSoDoCauses() {
        List<RemovalCause> causes = new ArrayList<>();
        Weigher<Object, Object> weigher =
                (key, value) -> value == null ? 0 : value.toString().length();
        Ttl<Object, Object> ttl = (key, value) -> Duration.ofHours(1);
        Cache<String, String> cache = memo.cache(
                "foreign",
                CacheSettings.of()
                        .weigher(weigher)
                        .ttl(ttl)
                        .barrier(Barrier.METHOD)
                        .storage(Storage.SHARED)
                        .maxBytes(100)
                        .policy("lru")
                        .removalListener((key, value, cause) -> causes.add(cause)));
        cache.put("a", "12345");
        assertThat(cache.weight()).isEqualTo(5);
        assertThat(cache.remaining("a").orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        cache.put("a", "1");
        cache.close();
        assertThat(causes).containsExactly(RemovalCause.REPLACED, RemovalCause.CLOSED);
    }

    @Test
    void exceptionsAreTheFacades() {
        Cache<String, Object> cache = memo.cache("foreign", CacheSettings.of().maxBytes(1_000));
        assertThatThrownBy(() -> cache.put("k", Thread.currentThread())).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> cache.put("k", "x".repeat(1_000))).isInstanceOf(EntryTooLargeException.class);
        assertThatThrownBy(() -> memo.cache("wrong", CacheSettings.of().policy("none")))
                .isInstanceOf(MemoConfigurationException.class);
    }

    @Test
    void soIsThatOfALoadThatIsGivenUp() {
        CountDownLatch gate = new CountDownLatch(1);
        Cache<String, String> cache = memo.cache("foreign", CacheSettings.of().hard(Duration.ofMillis(50)));
        assertThatThrownBy(() -> cache.get("k", key -> {
                    Latches.await(gate);
                    return key;
                }))
                .isInstanceOf(MemoLoadTimeoutException.class)
                .hasMessageStartingWith("foreign: the load by thread");
        gate.countDown();
    }

    @Test
    void aProxysChangesDropItsResults() {
        Next next = memo.proxy(Next.class, n -> n + 1);
        assertThat(next.of(1) + next.of(2)).isEqualTo(5);
        next.changed(1);
        assertThat(next.of(1) + next.of(2)).isEqualTo(5);
        assertThat(memo.stats().loads()).isEqualTo(3);
        assertThat(memo.stats().invalidations()).isEqualTo(1);
    }

    @Test
    void copiesAreOfTheCallersClasses() {
        Cache<String, List<Note>> cache = memo.cache("notes");
        cache.put("k", new ArrayList<>(List.of(new Note("a"))));
        List<Note> copy = Objects.requireNonNull(cache.get("k"));
        assertThat(copy.get(0).text).isEqualTo("a");
        assertThat(cache.get("k")).isNotSameAs(copy);
    }

    @Test
    void nullAndTheMapAndFunctionsWork() {
        Cache<String, Integer> cache = memo.cache("foreign");
        cache.put("none", null);
        assertThat(cache.lookup("none").isHit()).isTrue();
        assertThat(cache.asMap().merge("k", 1, Integer::sum)).isEqualTo(1);
        assertThat(cache.asMap()).isEqualTo(Map.of("k", 1));
        Function<Integer, Integer> next = memo.memoize("next", n -> n + 1);
        assertThat(next.apply(1) + next.apply(1)).isEqualTo(4);
        BiFunction<Integer, Integer, Integer> sum = memo.memoize("sum", Integer::sum);
        assertThat(sum.apply(1, 2) + sum.apply(1, 2)).isEqualTo(6);
        assertThat(memo.stats().hits()).isEqualTo(3);
    }

    @Test
    @Tag("parity-55")
    void statisticsCrossAndAreReset() {
        Next next = memo.proxy(Next.class, n -> n + 1);
        assertThat(next.of(1) + next.of(1)).isEqualTo(4);
        memo.cache("foreign").put("k", 1);
        assertThat(memo.stats().hits()).isEqualTo(1);
        assertThat(memo.stats().peakEntries()).isEqualTo(2);
        memo.resetStats();
        assertThat(memo.stats().hits() + memo.stats().puts()).isZero();
        assertThat(memo.stats().entries()).isEqualTo(2);
        assertThat(memo.statsText()).contains("memo_entries{cache=\"foreign\"} 1\n");
    }

    interface Next {
        @Cached
        int of(int n);

        @Invalidates(method = "of")
        default void changed(int n) {}
    }

    @SuppressWarnings("unchecked") // it is one
    private static BiFunction<String, Object[], Object> foreignService() {
        try {
            ClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
            Class<?> settings = loader.loadClass("dev.memo.link.EngineSettings");
            Object defaults = settings.getMethod("defaults").invoke(null);
            Class<?> engine = loader.loadClass("dev.memo.link.Engine");
            Object made = engine.getConstructor(settings).newInstance(defaults);
            return (BiFunction<String, Object[], Object>)
                    engine.getMethod("service").invoke(made);
        } catch (ReflectiveOperationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URL[] classPath() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(each).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    /** A value that is copied; it can change. */
    private static final class Note {
        private String text;

        Note(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
