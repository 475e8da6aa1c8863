// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel beside a list of all ends that is searched from one end to the other. */
class TimerWheelTest {
    private static final long IDLE = 1L << 30;
    private static final int ENOUGH = Integer.MAX_VALUE;

    /** By the model: what is in the wheel with its end, and with its deadline where it has one; what has ended last. */
    private final Map<Entry, Long> ends = new HashMap<>();

    private final Map<Entry, Long> deadlines = new HashMap<>();
    private final List<Entry> gone = new ArrayList<>();
    private FakeTicker ticker = new FakeTicker();
    private Lifetime lifetime = lifetime(0);
    private TimerWheel wheel = new TimerWheel(lifetime);
    private long idle;
    private int numbers;
    private int moved;

    static LongStream seeds() {
        return LongStream.range(1, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("parity-39")
    void whatHasEndedIsFoundAndNothingElse(long seed) {
        System.out.println("TimerWheelTest seed " + seed);
        Random random = new Random(seed);
        begin(origin(random), seed % 3 == 0 ? IDLE : 0);
        for (int i = 0; i < 3_000; i++) {
            operate(random, seed % 3 == 0);
            if (random.nextInt(4) == 0) {
                assertThat(drain()).containsExactlyInAnyOrderElementsOf(gone);
                assertTheSoonestIsNotTooLate();
            }
        }
        ticker.advance(Duration.ofNanos(Lifetime.FOREVER));
        assertThat(drain()).containsExactlyInAnyOrderElementsOf(gone);
        assertThat(ends).isEmpty();
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void theTimeToWakeUpIsExactToTheNanosecond() {
        Random random = new Random(1);
        begin(Long.MAX_VALUE - 1_000_000_000L, 0);
        for (int i = 0; i < 2_000; i++) {
            write(1 + (random.nextLong() >>> (3 + random.nextInt(60))));
        }
        while (!ends.isEmpty()) {
            wheel.seek();
            ticker.advance(Duration.ofNanos(wheel.soonest() - ticker.nanos() - 1));
            assertThat(drain()).isEmpty();
            ticker.advance(Duration.ofNanos(1));
            assertThat(drain()).isNotEmpty();
        }
    }

    /** Found one by one as the time goes on in small steps, which is the hardest. */
    @Test
    void anEntryMovesOncePerLevelAtMost() {
        Random random = new Random(2);
        begin(0, 0);
        for (int i = 0; i < 4_000; i++) {
            write(1 + random.nextInt(1_000_000_000));
        }
        int moves = 0;
        for (int i = 0; i < 20_001; i++) {
            ticker.advance(Duration.ofNanos(50_000));
            drain();
            moves += moved;
        }
        assertThat(ends).isEmpty();
        assertThat(moves).isBetween(4_000, 32_000);
    }

    @Test
    void withOneTtlNothingMovesAtAll() {
        begin(7, 0);
        for (int i = 0; i < 20_000; i++) {
            ticker.advance(Duration.ofNanos(i % 1_000));
            write(3_000_000);
            drain();
            assertThat(moved).isZero();
        }
        assertThat(ends).hasSizeBetween(1, 19_999);
    }

    /** An entry is read by a stamp alone; the wheel finds out when it is due. */
    @Test
    @Tag("parity-19")
    void anEntryThatWasReadIsPutDownAgain() {
        begin(0, IDLE);
        Entry e = write(0);
        for (int i = 0; i < 100; i++) {
            ticker.advance(Duration.ofNanos(IDLE - 1));
            read(e);
            ticker.advance(Duration.ofNanos(1));
            assertThat(drain()).isEmpty();
        }
        ticker.advance(Duration.ofNanos(IDLE - 2));
        assertThat(drain()).isEmpty();
        ticker.advance(Duration.ofNanos(1));
        assertThat(drain()).containsExactly(e);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void theSearchStopsAfterSoManyMoves(int most) {
        begin(0, 0);
        write(5_000);
        for (int i = 0; i < 50; i++) {
            write(4_900 - i);
        }
        write(4_096); // the last of its slot, and the first to end
        ticker.advance(Duration.ofNanos(4_096));
        long now = ticker.nanos();
        int searches = 0;
        Entry found = wheel.ended(now, most);
        while (most > 0 && found == null) {
            assertThat(wheel.moves()).isEqualTo(most);
            assertThat(wheel.due(now)).isTrue();
            found = wheel.ended(now, most);
            searches++;
        }
        assertThat(wheel.moves()).isLessThanOrEqualTo(most);
        assertThat(searches).isEqualTo(most == 0 ? 0 : 50 / most);
        assertThat(found == null).isEqualTo(most == 0);
    }

    private void begin(long origin, long idleNanos) {
        ticker = new FakeTicker(origin);
        idle = idleNanos;
        lifetime = lifetime(idle);
        wheel = new TimerWheel(lifetime);
    }

    private static long origin(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE - random.nextInt();
            case 2 -> -1 - (long) random.nextInt(1_000);
            default -> random.nextLong();
        };
    }

    private Lifetime lifetime(long idle) {
        return new Lifetime(new RegionSettings.Lifespan(0, idle, 0), new CoarseClock(ticker, false), 0);
    }

    private void operate(Random random, boolean idle) {
        switch (random.nextInt(10)) {
            case 0 -> ticker.advance(Duration.ofNanos(random.nextLong() >>> (4 + random.nextInt(60))));
            case 1, 2 -> ticker.advance(Duration.ofNanos(random.nextInt(1_000)));
            case 3, 4 -> any(random).forEach(this::remove);
            case 5 ->
                any(random).forEach(e -> {
                    if (idle) {
                        read(e);
                    }
                });
            default -> write(idle && random.nextInt(8) == 0 ? 0 : 1 + (random.nextLong() >>> (3 + random.nextInt(59))));
        }
    }

    private List<Entry> any(Random random) {
        List<Entry> all = new ArrayList<>(ends.keySet());
        all.removeIf(e -> ends.getOrDefault(e, 0L) - ticker.nanos() <= 0); // reading does not wake the dead
        return all.isEmpty() ? all : List.of(all.get(random.nextInt(all.size())));
    }

    private Entry write(long ttl) {
        Entry e = new NumberEntry(numbers, numbers++);
        lifetime.written(e, ttl, ticker.nanos());
        wheel.add(e, ticker.nanos());
        if (ttl > 0) {
            deadlines.put(e, ticker.nanos() + ttl);
        }
        ends.put(e, ticker.nanos() + leftIfReadNow(e));
        return e;
    }

    private void read(Entry e) {
        StampedEntry.of(e).readNanos(ticker.nanos());
        ends.put(e, ticker.nanos() + leftIfReadNow(e));
    }

    private long leftIfReadNow(Entry e) {
        Long deadline = deadlines.get(e);
        long left = deadline == null ? Long.MAX_VALUE : deadline - ticker.nanos();
        return idle == 0 ? left : Math.min(left, idle);
    }

    private void remove(Entry e) {
        wheel.remove(e);
        ends.remove(e);
    }

    private List<Entry> drain() {
        List<Entry> found = new ArrayList<>();
        moved = 0;
        long now = ticker.nanos();
        for (Entry e = wheel.ended(now, ENOUGH); e != null; e = wheel.ended(now, ENOUGH)) {
            moved += wheel.moves();
            found.add(e);
            wheel.remove(e);
        }
        moved += wheel.moves();
        gone.clear();
        ends.entrySet().removeIf(each -> each.getValue() - now <= 0 && gone.add(each.getKey()));
        return found;
    }

    private void assertTheSoonestIsNotTooLate() {
        if (!ends.isEmpty()) {
            wheel.seek();
            long now = ticker.nanos();
            long least =
                    ends.values().stream().mapToLong(end -> end - now).min().orElseThrow();
            assertThat(wheel.soonest() - now).isPositive().isLessThanOrEqualTo(least);
        }
    }
}
