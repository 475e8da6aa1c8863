// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What asynchronous methods have come to, in a snapshot. */
@Timeout(60)
@Tag("parity-2")
@Tag("parity-58")
class SnapshotOutcomesTest {
    @TempDir
    Path folder;

    @Test
    void outcomesAreCarriedAndWhatIsUnderWayOrHasFailedIsNot() {
        Path file = folder.resolve("results.memo");
        Prices early = new Prices();
        Memo first = Memo.builder().build();
        Prices calls = first.proxy(Prices.class, early);
        assertThat(calls.price(1).join()).containsExactly("1");
        CompletableFuture<List<String>> open = calls.price(-1);
        assertThat(open).isNotDone();
        assertThat(calls.price(13)).isCompletedExceptionally();
        assertThat(first.save(file)).returns(1L, SnapshotReport::results).returns(Map.of(), SnapshotReport::leftOut);

        Prices late = new Prices();
        Memo second = Memo.builder().build();
        assertThat(second.load(file).results()).isEqualTo(1);
        Prices again = second.proxy(Prices.class, late);
        CompletableFuture<List<String>> found = again.price(1);
        assertThat(found).isCompletedWithValue(List.of("1"));
        found.join().add("spoiled");
        assertThat(again.price(1)).isCompletedWithValue(List.of("1"));
        assertThat(late.loads).hasValue(0);
        assertThat(again.price(2).join()).containsExactly("2");
        assertThat(again.price(13)).isCompletedExceptionally();
        assertThat(late.loads).hasValue(2);
    }

    @Test
    void outcomeThatWasInvalidatedDoesNotComeBack() {
        Path file = folder.resolve("results.memo");
        Memo first = Memo.builder().build();
        assertThat(first.proxy(Prices.class, new Prices()).price(1).join()).containsExactly("1");
        assertThat(first.save(file).results()).isEqualTo(1);

        Prices late = new Prices();
        Memo second = Memo.builder().build();
        Prices calls = second.proxy(Prices.class, late);
        assertThat(second.load(file).results()).isEqualTo(1);
        second.method(Prices.class, "price").invalidate(1);
        assertThat(calls.price(1).join()).containsExactly("1");
        assertThat(late.loads).hasValue(1);
    }

    /** Prices that come later. */
    static class Prices {
        final AtomicInteger loads = new AtomicInteger();

        @Cached(receiver = Receiver.IGNORE)
        CompletableFuture<List<String>> price(int item) {
            loads.incrementAndGet();
            if (item == 13) {
                return CompletableFuture.failedFuture(new IOException("not 13"));
            }
            return item < 0
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(new ArrayList<>(List.of(String.valueOf(item))));
        }
    }
}
