// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.spi.Ttl;
import dev.memo.spi.Weigher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of a direct cache: what is wrong is refused at once, and a name stands for one cache. */
@Tag("parity-51")
class CacheSettingsTest {
    private static final CacheSettings<Object, Object> NONE = CacheSettings.of();

    private final Memo memo = Memo.create();

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(NONE.ttl(Duration.ZERO), "ttl must be positive, was PT0S. Leave it out for the runtime's."),
                wrong(
                        NONE.ttl(Duration.ofSeconds(-1)),
                        "ttl must be positive, was PT-1S. Leave it out for the runtime's."),
                wrong(NONE.idle(Duration.ZERO), "idle must be positive, was PT0S. Leave it out for no end."),
                wrong(NONE.jitter(1.5), "jitter must be from 0 to 1, was 1.5. Leave it out for none."),
                wrong(NONE.jitter(-0.1), "jitter must be from 0 to 1, was -0.1. Leave it out for none."),
                wrong(NONE.jitter(Double.NaN), "jitter must be from 0 to 1, was NaN. Leave it out for none."),
                wrong(NONE.maxEntries(0), "maxEntries must be at least 1, was 0. Leave it out for the runtime's."),
                wrong(NONE.maxBytes(-5), "maxBytes must be at least 1, was -5. Leave it out for the runtime's."),
                wrong(
                        NONE.closeValues(),
                        "closeValues needs storage SHARED, was AUTO, which gives copies of values away. Add"
                                + " storage(Storage.SHARED)."),
                wrong(NONE.policy(Nulls.any()), "policy must not be null. Leave it out."),
                wrong(NONE.weigher(Nulls.any()), "weigher must not be null. Leave it out."),
                wrong(NONE.barrier(Nulls.any()), "barrier must not be null. Leave it out."),
                wrong(
                        NONE.ttl(Nulls.<Ttl<Object, Object>>any()),
                        "the function of ttl must not be null. Leave it out."),
                wrong(NONE.closeValues(Nulls.any()), "the executor of closeValues must not be null. Leave it out."),
                wrong(
                        NONE.removalListener((key, value, cause) -> {}, Nulls.any()),
                        "the executor of removalListener must not be null. Leave it out."));
    }

    static Stream<Arguments> wrongFailures() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                wrong(
                        NONE.failures(Nulls.any(), Exception.class),
                        "the ttl of failures must not be null. Pass one, or leave failures out."),
                wrong(
                        NONE.failures(Duration.ZERO, Exception.class),
                        "the ttl of failures must be positive, was PT0S. Pass a longer one, or leave failures out."),
                wrong(
                        NONE.failures(second, Nulls.<Class<Exception>>any()),
                        "failures must name classes of exceptions, was null. Name one, or leave failures out."),
                wrong(
                        NONE.failures(second, Nulls.<Class<Exception>[]>any()),
                        "the classes of failures must not be null. Name one, or leave failures out."));
    }

    static Stream<Arguments> wrongStored() {
        return Stream.of(
                wrong(
                        NONE.barrier(Barrier.HOST),
                        "barrier is HOST, but processes meet in a store, and none is named. Add store(\"disk\"), or choose"
                                + " barrier KEY."),
                wrong(
                        NONE.version("1"),
                        "version is about values in a store, but none is named. Add store, or leave version out."),
                wrong(
                        NONE.store("my disk", String.class),
                        "store must be the name of a store, was \"my disk\". Write letters, digits, - and _, up to 40,"
                                + " beginning with a letter, as in \"disk\"; a runtime says by store.disk=FILE which file that"
                                + " is."),
                wrong(
                        NONE.store("disk", Nulls.any()),
                        "the type of store must not be null. Pass the class of what is stored."),
                wrong(
                        NONE.store(Nulls.any(), String.class),
                        "the name of store must not be null. Name a store, as in \"disk\", or leave store out."));
    }

    static Stream<Arguments> wrongInStore() {
        return Stream.of(
                wrong(
                        NONE.store("disk", String.class).allow("a..b"),
                        "allow must name classes or packages, was \"a..b\". Write it like \"net.acme.Order\","
                                + " \"net.acme.*\" or \"net.acme.**\"."),
                wrong(
                        NONE.store("disk", String.class).allow(Nulls.<String>any()),
                        "allow must name classes or packages, was null. Write it like \"net.acme.Order\","
                                + " \"net.acme.*\" or \"net.acme.**\"."),
                wrong(
                        NONE.store("disk", String.class).allow(Nulls.<String[]>any()),
                        "allow must not be null. Leave it out."),
                wrong(
                        NONE.store("disk", String.class).version(" "),
                        "version must have 1 to 200 characters and not be blank, was blank. Write \"1\", say."),
                wrong(
                        NONE.store("disk", String.class).maxHeapBytes(0),
                        "maxHeapBytes must be at least 1, was 0. Leave it out for no limit."),
                wrong(
                        NONE.store("disk", String.class).dependencies(true),
                        "store is set, but what a value was computed from is not kept there, so that dependencies could"
                                + " not drop it. Leave dependencies out."));
    }

    @ParameterizedTest
    @MethodSource({"wrong", "wrongFailures", "wrongStored", "wrongInStore"})
    void aWrongSettingIsRefusedWithPlaceValueAndRemedy(CacheSettings<Object, Object> settings, String message) {
        assertThatThrownBy(() -> memo.cache("users", settings))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.cache(\"users\"): " + message);
        assertThat(memo.caches()).isEmpty();
    }

    @Test
    void aStoredFunctionNeedsAVersionAndAllProblemsAreSaidAtOnce() {
        Function<Object, Object> function = key -> key;
        assertThatThrownBy(() ->
                        memo.memoize("users", NONE.store("disk", String.class).hard(Duration.ofSeconds(1)), function))
                .hasMessage("""
                        2 problems in memo.memoize("users"):
                        1. store is set together with hard, with which loads are run by threads of Memo's, which do not yet look in \
                        stores. Leave one of them out.
                        2. store is set, but values are good for the code that has computed them, and that of a function \
                        cannot be known. Add version("1"), and another version whenever values change.""");
    }

    @Test
    @Tag("parity-38")
    void anUnknownPolicyIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> memo.cache("users", NONE.policy("lrru")))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage(
                        "memo.cache(\"users\"): policy must be the name of a policy, was \"lrru\". Did you mean lru?"
                                + " The policies are lru, lfu, fifo, lifo, mru, random and adaptive; those of your own"
                                + " are registered with Memo.builder(), for its proxies and caches;"
                                + " the agent knows no class of your application.");
        assertThatThrownBy(() -> memo.cache("users", NONE.policy(" ")))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.cache(\"users\"): policy must not be blank, was \" \". Leave it out to use the"
                        + " runtime's.");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> memo.memoize("users", NONE.maxEntries(0).ttl(Duration.ZERO), Function.identity()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("""
                        2 problems in memo.memoize("users"):
                        1. ttl must be positive, was PT0S. Leave it out for the runtime's.
                        2. maxEntries must be at least 1, was 0. Leave it out for the runtime's.""");
    }

    @Test
    void aNameMustSaySomething() {
        assertThatThrownBy(() -> memo.cache(" "))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.cache: a name must not be blank, was \" \". Give one that reports can show.");
        assertThatThrownBy(() -> memo.cache(Nulls.any())).isInstanceOf(MemoConfigurationException.class);
        assertThatThrownBy(() -> memo.cache("users", Nulls.<CacheSettings<Object, Object>>any()))
                .isInstanceOf(MemoConfigurationException.class);
        assertThatThrownBy(() -> memo.memoize("users", Nulls.<Function<Object, Object>>any()))
                .isInstanceOf(MemoConfigurationException.class);
    }

    @Test
    void nameSettingsAndFunctionAreRefusedTogether() {
        assertThatThrownBy(() -> memo.cache(Nulls.any(), Nulls.<CacheSettings<Object, Object>>any()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("""
                        2 problems in memo.cache:
                        1. a name must not be null. Give one that reports can show.
                        2. settings must not be null. Leave them out.""");
        assertThatThrownBy(() -> memo.memoize(Nulls.any(), Nulls.any(), Nulls.<Function<Object, Object>>any()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("""
                        3 problems in memo.memoize:
                        1. a name must not be null. Give one that reports can show.
                        2. settings must not be null. Leave them out.
                        3. a function must not be null. Pass the one to remember.""");
        assertThatThrownBy(() -> memo.memoizeAsync(
                        "users", NONE.ttl(Duration.ZERO), Nulls.<Function<Object, CompletableFuture<Object>>>any()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("""
                        2 problems in memo.memoizeAsync("users"):
                        1. a function must not be null. Pass the one to remember.
                        2. ttl must be positive, was PT0S. Leave it out for the runtime's.""");
        assertThat(memo.caches()).isEmpty();
    }

    @Test
    void aNameThatBelongsToAnotherKindIsRefusedAsThat() {
        Function<String, String> same = key -> key;
        memo.cache("users");
        assertThatThrownBy(() -> memo.memoize("users", same))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.memoize(\"users\"): a name stands for one cache, this one belongs to a direct cache."
                        + " Take another name, or close the first.");
        assertThat(memo.memoize("same", same).apply("a")).isEqualTo("a");
        assertThatThrownBy(() -> memo.cache("same"))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage(
                        "memo.cache(\"same\"): a name stands for one cache, this one belongs to a memoized function."
                                + " Take another name, or close the first.");
        assertThatThrownBy(() -> memo.memoize("same", (String key) -> key + key))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.memoize(\"same\"): a name stands for one cache, this one was given to a function with"
                        + " another function before. Use the same function, another name, or close the first.");
        assertThatThrownBy(() -> memo.memoize("same", Nulls.any(), same))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.memoize(\"same\"): settings must not be null. Leave them out.");
    }

    @Test
    void aNameWithEqualSettingsIsTheSameCache() {
        Weigher<Object, Object> weigher = (key, value) -> 1;
        CacheSettings<Object, Object> settings =
                NONE.ttl(Duration.ofMinutes(1)).weigher(weigher).barrier(Barrier.METHOD);
        Cache<String, String> first = memo.cache("users", settings);
        Cache<String, String> second = memo.cache(
                "users", NONE.barrier(Barrier.METHOD).weigher(weigher).ttl(Duration.ofSeconds(60)));
        assertThat(second).isSameAs(first);
        assertThat(memo.caches()).isEqualTo(List.of(first));
        assertThat(Memo.create().<String, String>cache("users", settings)).isNotSameAs(first);
    }

    @Test
    void aNameWithOtherSettingsIsRefused() {
        Cache<String, String> first = memo.cache("users", NONE.maxEntries(5));
        assertThatThrownBy(() -> memo.cache("users", NONE.maxEntries(6)))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage(
                        "memo.cache(\"users\"): a name stands for one cache, this one was given to a cache with other"
                                + " settings before. Use the same settings, another name, or close the first.");
        assertThatThrownBy(() -> memo.memoize("users", NONE.maxEntries(5), (String key) -> key))
                .isInstanceOf(MemoConfigurationException.class);
        first.close();
        assertThat(memo.<String, String>cache("users", NONE.maxEntries(6))).isNotSameAs(first);
    }

    @Test
    void settingsAreNeverChanged() {
        CacheSettings<Object, Object> five = NONE.maxEntries(5);
        assertThat(five.maxBytes(7).storage(Storage.SHARED)).isNotEqualTo(five);
        assertThat(five).isEqualTo(NONE.maxEntries(5)).hasSameHashCodeAs(NONE.maxEntries(5));
        assertThat(five.maxBytes(7)).hasToString(NONE.maxBytes(8).maxEntries(1).toString());
        assertThat(NONE).isEqualTo(CacheSettings.of());
    }

    private static Arguments wrong(CacheSettings<Object, Object> settings, String message) {
        return Arguments.of(settings, message);
    }
}
