// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import dev.memo.annotation.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import junit.framework.TestCase;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The map view of a cache passes Guava's suite for concurrent maps, whole, however the cache is set. */
@Tag("parity-42")
class CacheMapSuiteTest {
    private static final int TESTS = 932;

    /** A JDK's map refuses to add to its views as ours do, but the suite has no word for a map that does not. */
    @TestFactory
    Stream<DynamicTest> aPlainCacheIsAConcurrentMap() {
        return dynamic(suite(
                "plain", () -> Memo.create().<String, String>cache("plain").asMap()));
    }

    @TestFactory
    Stream<DynamicTest> aCacheWithLimitsAndLifetimesAndAListenerIsAConcurrentMap() {
        CacheSettings<Object, Object> settings = CacheSettings.of()
                .ttl(Duration.ofDays(1))
                .idle(Duration.ofDays(1))
                .maxEntries(1_000_000)
                .maxBytes(10_000_000)
                .removalListener((key, value, cause) -> {});
        return dynamic(suite(
                "limited",
                () -> Memo.builder()
                        .maxBytes(100_000_000)
                        .build()
                        .<String, String>cache("limited", settings)
                        .asMap()));
    }

    @TestFactory
    Stream<DynamicTest> aCacheOfCopiesIsAConcurrentMap() {
        CacheSettings<Object, Object> settings = CacheSettings.of().storage(Storage.ISOLATED);
        return dynamic(suite(
                "isolated",
                () -> Memo.create().<String, String>cache("isolated", settings).asMap()));
    }

    @Test
    void theSuiteFindsAMapThatForgetsToSayWhatItReplaced() {
        List<String> failed = new ArrayList<>();
        for (TestCase test : tests(suite("wrong", Forgetful::new))) {
            if (failure(test) != null) {
                failed.add(test.getName());
            }
        }
        assertThat(failed)
                .anyMatch(name -> name.startsWith("testPut_supportedPresent"))
                .hasSizeLessThan(TESTS / 4);
    }

    private static Stream<DynamicTest> dynamic(TestSuite suite) {
        List<TestCase> tests = tests(suite);
        assertThat(tests).as("tests in the suite").hasSize(TESTS);
        return tests.stream()
                .map(test -> DynamicTest.dynamicTest(test.getName(), () -> {
                    Throwable failure = failure(test);
                    if (failure != null) {
                        throw failure;
                    }
                }));
    }

    private static @Nullable Throwable failure(TestCase test) {
        TestResult result = new TestResult();
        test.run(result);
        assertThat(result.runCount()).isEqualTo(1);
        List<TestFailure> wrong = new ArrayList<>(Collections.list(result.failures()));
        wrong.addAll(Collections.list(result.errors()));
        return wrong.isEmpty() ? null : wrong.get(0).thrownException();
    }

    private static TestSuite suite(String name, Supplier<ConcurrentMap<String, String>> maps) {
        return ConcurrentMapTestSuiteBuilder.using(new Generator(maps))
                .named(name)
                .withFeatures(
                        CollectionSize.ANY, MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .createTestSuite();
    }

    private static List<TestCase> tests(junit.framework.Test test) {
        if (test instanceof TestCase single) {
            return List.of(single);
        }
        List<TestCase> all = new ArrayList<>();
        Collections.list(((TestSuite) test).tests()).forEach(each -> all.addAll(tests(each)));
        return all;
    }

    /** Makes maps with given entries. Stateless but for the maps. */
    private static final class Generator extends TestStringMapGenerator {
        private final Supplier<ConcurrentMap<String, String>> maps;

        Generator(Supplier<ConcurrentMap<String, String>> maps) {
            this.maps = maps;
        }

        @Override
        protected Map<String, String> create(Map.Entry<String, String>[] entries) {
            Map<String, String> map = maps.get();
            for (Map.Entry<String, String> entry : entries) {
                map.put(entry.getKey(), entry.getValue());
            }
            return map;
        }
    }

    /** The canary. */
    private static final class Forgetful extends ConcurrentHashMap<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String put(String key, String value) {
            super.put(key, value);
            return null;
        }
    }
}
