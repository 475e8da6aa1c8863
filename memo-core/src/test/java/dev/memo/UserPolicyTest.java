// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.EvictionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy of the user's hears, and that a bad one breaks nothing. */
@Tag("parity-38")
class UserPolicyTest {
    private final List<String> heard = new ArrayList<>();

    @Test
    void itHearsOfEachEventInOrder() {
        Cache<String, String> cache = open(items -> items.get(0));
        cache.put("a", "1");
        cache.put("b", "2");
        assertThat(cache.get("a")).isEqualTo("1");
        assertThat(cache.get("b")).isEqualTo("2");
        assertThat(cache.get("a")).isEqualTo("1");
        cache.put("b", "3");
        cache.put("c", "4");
        cache.remove("c");
        cache.clear();
        assertThat(heard)
                .containsExactly(
                        "added 0",
                        "added 1",
                        "read 0",
                        "read 1",
                        "read 0",
                        "updated 1",
                        "added 2",
                        "victim",
                        "gone 0",
                        "gone 2",
                        "gone 1");
    }

    @Test
    void whereOneThrowsWhatWasStoredFirstGoes() {
        Cache<String, String> cache = open(items -> {
            throw new IllegalStateException("a policy with a mistake");
        });
        for (String key : List.of("a", "b", "c", "d")) {
            cache.put(key, "value");
        }
        assertThat(cache.keys()).containsExactlyInAnyOrder("c", "d");
        assertThat(cache.stats().evictions()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"added", "updated", "accessed", "removed", "victim"})
    @Timeout(60)
    void whateverOneThrowsLimitsAndSumsHold(String call) {
        List<Throwable> kinds = List.of(new AssertionError(), new StackOverflowError(), new Exception("sneaked"));
        for (Throwable thrown : kinds) {
            Cache<String, String> cache = Memo.builder()
                    .policy(new Throwing(call, thrown))
                    .maxEntries(2)
                    .build()
                    .cache("users");
            for (String key : List.of("a", "b", "b", "c", "d")) {
                cache.put(key, "value");
                assertThat(cache.get(key)).isEqualTo("value");
                assertThat(cache.get(key, k -> "loaded")).isEqualTo("value");
            }
            assertThat(cache.get("e", k -> "loaded")).isEqualTo("loaded");
            assertThat(cache.keys()).containsExactlyInAnyOrder("d", "e");
            assertThat(cache.remove("d")).isTrue();
            assertThat(cache.size()).isEqualTo(1);
            cache.clear();
            assertThat(cache.size()).isZero();
            assertThat(cache.weight()).isZero();
        }
    }

    @Test
    void whereOneNamesWhatIsNotThereWhatWasStoredFirstGoes() {
        List<EvictionPolicy.Item> gone = new ArrayList<>();
        Cache<String, String> cache = open(items -> {
            if (gone.isEmpty()) {
                gone.add(items.get(0));
            }
            return gone.get(0);
        });
        for (String key : List.of("a", "b", "c", "d", "e")) {
            cache.put(key, "value");
        }
        assertThat(cache.keys()).containsExactlyInAnyOrder("d", "e");
    }

    @Test
    void manyHitsBetweenTwoWritesAreAllHeard() {
        Cache<String, String> cache = open(items -> items.get(0));
        cache.put("a", "1");
        for (int i = 0; i < 5_000; i++) {
            assertThat(cache.get("a")).isEqualTo("1");
        }
        cache.put("b", "2");
        assertThat(heard.stream().filter("read 0"::equals)).hasSize(5_000);
    }

    private Cache<String, String> open(Function<List<EvictionPolicy.Item>, EvictionPolicy.Item> chooser) {
        return Memo.builder()
                .policy(new Chosen(heard, chooser))
                .maxEntries(2)
                .build()
                .cache("users");
    }

    /** A policy that writes down what it hears. Guarded by Memo. */
    private record Chosen(List<String> heard, Function<List<EvictionPolicy.Item>, EvictionPolicy.Item> chooser)
            implements EvictionPolicy {
        @Override
        public String name() {
            return "chosen";
        }

        @Override
        public Order newOrder() {
            return new Heard(heard, chooser, new ArrayList<>(), new AtomicInteger());
        }
    }

    /** Its order. Guarded by Memo. */
    private record Heard(
            List<String> heard,
            Function<List<EvictionPolicy.Item>, EvictionPolicy.Item> chooser,
            List<EvictionPolicy.Item> items,
            AtomicInteger next)
            implements EvictionPolicy.Order {
        @Override
        public void added(EvictionPolicy.Item item) {
            item.attach(next.getAndIncrement());
            items.add(item);
            note("added", item);
        }

        @Override
        public void updated(EvictionPolicy.Item item) {
            note("updated", item);
        }

        @Override
        public void accessed(EvictionPolicy.Item item) {
            note("read", item);
        }

        @Override
        public void removed(EvictionPolicy.Item item) {
            items.remove(item);
            note("gone", item);
        }

        @Override
        public EvictionPolicy.Item victim(EvictionPolicy.@Nullable Item newcomer) {
            heard.add("victim");
            return chooser.apply(items);
        }

        private void note(String event, EvictionPolicy.Item item) {
            heard.add(event + " " + item.attachment());
        }
    }

    /** A policy that throws, declared or not, when it is called in one way. Stateless. */
    private record Throwing(String call, Throwable thrown) implements EvictionPolicy, EvictionPolicy.Order {
        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public Order newOrder() {
            return this;
        }

        @Override
        public void added(Item item) {
            throwIf("added");
        }

        @Override
        public void updated(Item item) {
            throwIf("updated");
        }

        @Override
        public void accessed(Item item) {
            throwIf("accessed");
        }

        @Override
        public void removed(Item item) {
            throwIf("removed");
        }

        @Override
        public @Nullable Item victim(@Nullable Item newcomer) {
            throwIf("victim");
            return null;
        }

        private void throwIf(String called) {
            if (called.equals(call)) {
                throw Throwing.<RuntimeException>sneaked(thrown);
            }
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // so the compiler lets it through
        private static <E extends Throwable> E sneaked(Throwable e) throws E {
            throw (E) e;
        }
    }
}
