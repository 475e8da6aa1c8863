// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.testkit.FakeTicker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact policies keep what a plain model keeps, after every single operation. */
class PolicyModelTest {
    private static final int OPERATIONS = 6_000;

    @ParameterizedTest
    @ValueSource(strings = {"lru", "lfu", "fifo", "lifo", "mru"})
    @Tag("parity-32")
    @Tag("parity-33")
    @Tag("parity-34")
    @Tag("parity-36")
    @Tag("parity-37")
    void aMethodOfItsOwnPolicyKeepsWhatTheModelKeeps(String policy) throws Throwable {
        for (int limit : new int[] {1, 2, 5, 40}) {
            HeapTier tier = tier("random", 0);
            List<Region> one = List.of(open(tier, policy, limit));
            compare(one, new PolicyModel(policy, limit), limit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lru", "lfu", "fifo", "lifo", "mru"})
    void allMethodsTogetherKeepWhatTheModelKeeps(String policy) throws Throwable {
        for (int limit : new int[] {1, 2, 5, 40}) {
            HeapTier tier = tier(policy, limit);
            List<Region> three = List.of(open(tier, "", 0), open(tier, policy, 0), open(tier, "", 0));
            compare(three, new PolicyModel(policy, limit), limit);
        }
    }

    private static void compare(List<Region> regions, PolicyModel model, int limit) throws Throwable {
        long seed = limit * 31L + regions.size();
        System.out.println("PolicyModelTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < OPERATIONS; i++) {
            int number = random.nextInt(regions.size());
            Region region = regions.get(number);
            int key = (int) Math.abs(random.nextGaussian() * limit);
            String name = number + "/" + key;
            int kind = random.nextInt(20);
            if (kind == 0) {
                assertThat(region.invalidate(new TextKey(name))).isEqualTo(model.remove(name));
            } else if (kind == 1) {
                assertThat(overwrite(region, name)).isEqualTo(model.overwrite(name));
            } else {
                boolean[] loaded = new boolean[1];
                Regions.call(region, name, () -> loaded[0] = true);
                assertThat(loaded[0]).as("call " + i).isEqualTo(!model.call(name));
            }
            if (i % 50 == 0) {
                assertThat(keys(regions)).containsExactlyInAnyOrderElementsOf(model.keys());
            }
        }
    }

    private static boolean overwrite(Region region, String key) {
        Entry e = region.ledger.table.find(new TextKey(key));
        return e != null && Regions.publish(region, new Candidate(e, "other", 10, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("parity-35")
    void byChanceTheSameSeedEvictsTheSameAndAllAreAsLikely(long seed) throws Throwable {
        assertThat(survivors(seed)).isEqualTo(survivors(seed)).isNotEqualTo(survivors(seed + 1));
        int[] gone = new int[20];
        for (int run = 0; run < 2_000; run++) {
            Set<Object> left = new HashSet<>(survivors(seed * 10_000 + run));
            for (int key = 0; key < 20; key++) {
                gone[key] += left.contains("0/" + key) || left.contains("1/" + key) ? 0 : 1;
            }
        }
        for (int times : gone) {
            assertThat(times).as("1 in 20 of 2,000, within 5 sigma").isBetween(52, 148);
        }
    }

    /** Twenty entries in two regions, and one more. */
    private static List<Object> survivors(long seed) throws Throwable {
        HeapTier tier = new HeapTier(1 << 20, 20, new FakeTicker(), true, new Eviction("random", seed, List.of()));
        List<Region> two = List.of(open(tier, "", 0), open(tier, "random", 0));
        for (int key = 0; key <= 20; key++) {
            int number = key % 4 == 0 ? 0 : 1;
            Regions.call(two.get(number), number + "/" + key, () -> "value");
        }
        List<Object> left = keys(two);
        assertThat(left).hasSize(20).contains("0/20");
        return left;
    }

    private static List<Object> keys(List<Region> regions) {
        List<Object> keys = new ArrayList<>();
        for (Region region : regions) {
            region.ledger.table.forEach(e -> keys.add(((TextKey) e).part));
        }
        return keys;
    }

    private static HeapTier tier(String policy, int maxEntries) {
        return new HeapTier(1 << 20, maxEntries, new FakeTicker(), true, new Eviction(policy, 1, List.of()));
    }

    private static Region open(HeapTier tier, String policy, int limit) {
        RegionSettings plain = Regions.settings(0, 0, Barrier.KEY);
        RegionSettings settings = new RegionSettings(
                "test",
                plain.lifespan(),
                new RegionSettings.Limits(limit, 0),
                Barrier.KEY,
                Storage.AUTO,
                true,
                policy,
                false);
        return Regions.open(tier, settings);
    }
}
