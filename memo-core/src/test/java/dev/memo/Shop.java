// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Cached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is memoized key by key, and a backend that notes what it is asked for. */
interface Shop {
    @Cached(ttl = "1m")
    String price(long id);

    @Cached(each = true, of = "price")
    Map<Long, String> prices(Collection<Long> ids);

    @Cached(each = true, of = "price")
    List<String> listed(List<Long> ids);

    @Cached(ttl = "1m", refresh = "10s")
    String rate(long id);

    @Cached(each = true, of = "rate")
    Map<Long, String> rates(Collection<Long> ids);

    @Cached(
            each = true,
            ttl = "1m",
            nullTtl = "10s",
            tags = {"name:{ids}", "language:{language}"})
    Map<String, @Nullable String> names(Set<String> ids, String language);

    @Cached(each = true, ttl = "1m", keep = "1h", deadline = "5m")
    Map<Integer, String> stocks(Iterable<Integer> ids);

    @Cached(each = true, ttlFrom = "lasts")
    Map<Integer, Offer> offers(Collection<Integer> ids);

    @Cached(each = true)
    Map<Integer, List<String>> words(Collection<Integer> ids);

    /** A value with a life of its own. */
    record Offer(int id, Duration lasts) {}

    /** The original. Thread-safe. */
    class Backend implements Shop {
        final Collection<Object> asked = new ConcurrentLinkedQueue<>();
        final Map<Object, AtomicInteger> loads = new ConcurrentHashMap<>();
        final Set<Object> unknown = ConcurrentHashMap.newKeySet();
        final AtomicInteger version = new AtomicInteger(1);
        volatile @Nullable RuntimeException failure;
        volatile Consumer<Collection<?>> during = ids -> {};

        @Override
        public String price(long id) {
            begin(List.of(id));
            return id + "v" + version;
        }

        @Override
        public Map<Long, String> prices(Collection<Long> ids) {
            begin(ids);
            Map<Long, String> found = new LinkedHashMap<>();
            for (Long id : ids) {
                if (!unknown.contains(id)) {
                    found.put(id, id + "v" + version);
                }
            }
            found.put(-1L, "not asked for");
            return found;
        }

        @Override
        public String rate(long id) {
            return price(id);
        }

        @Override
        public Map<Long, String> rates(Collection<Long> ids) {
            return prices(ids);
        }

        @Override
        public List<String> listed(List<Long> ids) {
            begin(ids);
            List<String> found = new ArrayList<>();
            ids.stream().filter(id -> !unknown.contains(id)).forEach(id -> found.add(id + "v" + version));
            return found;
        }

        @Override
        public Map<String, @Nullable String> names(Set<String> ids, String language) {
            begin(ids);
            Map<String, @Nullable String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, unknown.contains(id) ? null : id + language + version));
            return found;
        }

        @Override
        public Map<Integer, String> stocks(Iterable<Integer> ids) {
            List<Integer> all = new ArrayList<>();
            ids.forEach(all::add);
            begin(all);
            Map<Integer, String> found = new LinkedHashMap<>();
            all.forEach(id -> found.put(id, id + "v" + version));
            return found;
        }

        @Override
        public Map<Integer, Offer> offers(Collection<Integer> ids) {
            begin(ids);
            Map<Integer, Offer> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, new Offer(id, Duration.ofMinutes(id))));
            return found;
        }

        @Override
        public Map<Integer, List<String>> words(Collection<Integer> ids) {
            begin(ids);
            Map<Integer, List<String>> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, new ArrayList<>(List.of("w" + id))));
            return found;
        }

        int loads(Object id) {
            AtomicInteger count = loads.get(id);
            return count == null ? 0 : count.get();
        }

        /** Makes each load wait until the latch opens. */
        CountDownLatch hold() {
            CountDownLatch latch = new CountDownLatch(1);
            during = ids -> Latches.await(latch);
            return latch;
        }

        private void begin(Collection<?> ids) {
            ids.forEach(id -> loads.computeIfAbsent(Objects.requireNonNull(id), each -> new AtomicInteger())
                    .incrementAndGet());
            asked.add(List.copyOf(ids));
            during.accept(ids);
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
