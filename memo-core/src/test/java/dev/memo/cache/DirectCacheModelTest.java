// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.memo.region.Eviction;
import dev.memo.region.HeapTier;
import dev.memo.spi.Codec;
import dev.memo.spi.Ticker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** All schedules of small programs over a small cache: what it answers is what a map would, one call after another. */
@Tag("lincheck")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Lincheck 3.7 is blind on newer JDKs")
class DirectCacheModelTest {

    @Test
    void noScheduleMakesACacheAnswerAsNoMapWould() {
        options(3).sequentialSpecification(MapOfTwo.class).check(Small.class);
        options(2).sequentialSpecification(MapOfTwo.class).check(SmallAdaptive.class);
    }

    @Test
    void noScheduleServesWhatHasEndedOrLosesWhatHasNot() {
        options(3).check(Mortal.class);
        options(2).check(MortalAdaptive.class);
    }

    @Test
    void noScheduleLetsMoreStayThanTheLimit() {
        options(3).check(Bounded.class);
        options(2).check(BoundedAdaptive.class);
    }

    @Test
    void theCheckerFindsACacheWhosePutForgetsAnother() {
        assertThatThrownBy(
                        () -> options(3).sequentialSpecification(MapOfTwo.class).check(Racy.class))
                .isInstanceOf(AssertionError.class);
    }

    /** What works under the lock only, in loops that look like waiting in vain, is left out. */
    private static ModelCheckingOptions options(int iterations) {
        return new ModelCheckingOptions()
                .iterations(Integer.getInteger("memo.model.iterations", iterations))
                .invocationsPerIteration(150)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(2)
                .addGuarantee(
                        forClasses("dev.memo.region.StackHeadroom").allMethods().ignore())
                .addGuarantee(forClasses("dev.memo.region.Contest").allMethods().ignore())
                .minimizeFailedScenario(false);
    }

    /** Asks as {@code dev.memo.Cache} does: first the hit path, then the service. */
    private static int ask(DirectCache cache, CacheService service, String key) {
        Object found = cache.find(key);
        Object value = found == null ? service.apply("get", new Object[] {key}) : found;
        return value == null ? 0 : (int) value;
    }

    /** A cache of shared numbers, whose clock is the test's. Its keys are texts: nothing is asked of a codec but sizes. */
    private static DirectCache open(String policy, Ticker ticker, Map<String, Object> settings) {
        CacheOptions options = new CacheOptions("model", settings);
        HeapTier tier = new HeapTier(1 << 20, 0, ticker, true, new Eviction(policy, 0, List.of()));
        return new DirectCache(options, options.region(0, false), tier, new Sizes(), ticker, null);
    }

    /** Measures everything as 1 byte. Thread-safe. */
    private static final class Sizes implements Codec {
        @Override
        public String name() {
            return "sizes";
        }

        @Override
        public byte[] encode(Object value) {
            return new byte[1];
        }

        @Override
        public Object decode(byte[] bytes) {
            throw new AssertionError("values are shared");
        }
    }

    /** The operations that are checked. */
    @Param(name = "key", gen = IntGen.class, conf = "1:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:5")
    public abstract static class Operations {
        @Operation
        public abstract int get(@Param(name = "key") int key);

        @Operation
        public abstract void put(@Param(name = "key") int key, @Param(name = "value") int value);

        @Operation
        public abstract boolean add(@Param(name = "key") int key, @Param(name = "value") int value);

        @Operation
        public abstract boolean replace(@Param(name = "key") int key, @Param(name = "value") int value);

        @Operation
        public abstract boolean remove(@Param(name = "key") int key);
    }

    /** The real thing, without limits. */
    public static class Small extends Operations {
        private final DirectCache cache;
        private final CacheService service;

        public Small() {
            this("lru");
        }

        Small(String policy) {
            cache = open(policy, () -> 0, Map.of("storage", "SHARED"));
            service = new CacheService(cache);
        }

        @Override
        public int get(int key) {
            return DirectCacheModelTest.ask(cache, service, "key " + key);
        }

        @Override
        public void put(int key, int value) {
            Object nothing = service.apply("put", new Object[] {"key " + key, value, null});
            assert nothing == null : "put answers nothing";
        }

        @Override
        public boolean add(int key, int value) {
            return ask("add", "key " + key, value);
        }

        @Override
        public boolean replace(int key, int value) {
            return ask("replace", "key " + key, value);
        }

        @Override
        public boolean remove(int key) {
            return ask("remove", "key " + key);
        }

        private boolean ask(String operation, Object... arguments) {
            return (boolean) Objects.requireNonNull(service.apply(operation, arguments));
        }
    }

    /** The same by the default policy, whose hits mark entries otherwise. */
    public static class SmallAdaptive extends Small {
        public SmallAdaptive() {
            super("adaptive");
        }
    }

    /** What it should be. */
    public static class MapOfTwo extends Operations {
        private final Map<Integer, Integer> map = new HashMap<>();

        @Override
        public int get(int key) {
            return map.getOrDefault(key, 0);
        }

        @Override
        public void put(int key, int value) {
            map.put(key, value);
        }

        @Override
        public boolean add(int key, int value) {
            return map.putIfAbsent(key, value) == null;
        }

        @Override
        public boolean replace(int key, int value) {
            return map.replace(key, value) != null;
        }

        @Override
        public boolean remove(int key) {
            return map.remove(key) != null;
        }
    }

    /** Values end two ticks after they were written; judged by itself, run in sequence. */
    @Param(name = "value", gen = IntGen.class, conf = "1:5")
    public static class Mortal {
        private final java.util.concurrent.atomic.AtomicLong now = new java.util.concurrent.atomic.AtomicLong();
        private final DirectCache cache;
        private final CacheService service;

        public Mortal() {
            this("lru");
        }

        Mortal(String policy) {
            cache = open(policy, now::get, Map.of("storage", "SHARED", "ttlNanos", 2L));
            service = new CacheService(cache);
        }

        @Operation
        public void put(@Param(name = "value") int value) {
            Object nothing = service.apply("put", new Object[] {"key", value, null});
            assert nothing == null : "put answers nothing";
        }

        @Operation
        public int get() {
            return ask(cache, service, "key");
        }

        @Operation
        public boolean contains() {
            return (boolean) Objects.requireNonNull(service.apply("contains", new Object[] {"key"}));
        }

        @Operation
        public void tick() {
            now.incrementAndGet();
        }

        @Operation
        public boolean remove() {
            return (boolean) Objects.requireNonNull(service.apply("remove", new Object[] {"key"}));
        }
    }

    /** The same by the default policy. */
    public static class MortalAdaptive extends Mortal {
        public MortalAdaptive() {
            super("adaptive");
        }
    }

    /** At most one entry stays; judged by itself, run in sequence. */
    @Param(name = "key", gen = IntGen.class, conf = "1:3")
    public static class Bounded {
        private final DirectCache cache;
        private final CacheService service;

        public Bounded() {
            this("lru");
        }

        Bounded(String policy) {
            cache = open(policy, () -> 0, Map.of("storage", "SHARED", "maxEntries", 1L));
            service = new CacheService(cache);
        }

        @Operation
        public int get(@Param(name = "key") int key) {
            return ask(cache, service, "key " + key);
        }

        @Operation
        public void put(@Param(name = "key") int key) {
            Object nothing = service.apply("put", new Object[] {"key " + key, key, null});
            assert nothing == null : "put answers nothing";
        }

        @Operation
        public boolean contains(@Param(name = "key") int key) {
            return (boolean) Objects.requireNonNull(service.apply("contains", new Object[] {"key " + key}));
        }

        @Operation
        public long size() {
            return (long) Objects.requireNonNull(service.apply("size", new Object[0]));
        }

        @Operation
        public boolean remove(@Param(name = "key") int key) {
            return (boolean) Objects.requireNonNull(service.apply("remove", new Object[] {"key " + key}));
        }
    }

    /** The same by the default policy. */
    public static class BoundedAdaptive extends Bounded {
        public BoundedAdaptive() {
            super("adaptive");
        }
    }

    /** The canary: it looks, and then writes. */
    public static class Racy extends Operations {
        private volatile @Nullable Integer[] values = new Integer[3];

        @Override
        public int get(int key) {
            Integer value = values[key];
            return value == null ? 0 : value;
        }

        @Override
        public void put(int key, int value) {
            @Nullable Integer[] copy = values.clone();
            copy[key] = value;
            values = copy;
        }

        @Override
        public boolean add(int key, int value) {
            boolean absent = get(key) == 0;
            if (absent) {
                put(key, value);
            }
            return absent;
        }

        @Override
        public boolean replace(int key, int value) {
            boolean present = get(key) != 0;
            if (present) {
                put(key, value);
            }
            return present;
        }

        @Override
        public boolean remove(int key) {
            boolean present = get(key) != 0;
            @Nullable Integer[] copy = values.clone();
            copy[key] = null;
            values = copy;
            return present;
        }
    }
}
