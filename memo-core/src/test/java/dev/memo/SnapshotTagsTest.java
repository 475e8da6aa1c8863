// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.spi.LeftOut;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results with tags that a snapshot has brought: they go with their tags, wherever they are by then. */
@Timeout(60)
@Tag("parity-58")
class SnapshotTagsTest {
    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    Path folder;

    @BeforeEach
    void saveTwo() {
        Run first = new Run();
        first.calls();
        first.cities.city("FR", 1);
        first.cities.city("DE", 2);
        assertThat(first.memo.save(first.file).results()).isEqualTo(2);
        LOADS.set(0);
    }

    @Test
    void theyAreCarriedAndGoWithTheirTagsAfterwards() {
        Run second = new Run();
        assertThat(second.memo.load(second.file).results()).isEqualTo(2);
        second.calls();
        assertThat(second.cities.city("FR", 1)).isEqualTo("FR 1");
        assertThat(second.cities.city("DE", 2)).isEqualTo("DE 2");
        assertThat(LOADS).hasValue(0);
        second.memo.invalidateTag("country:FR");
        second.cities.city("FR", 1);
        second.cities.city("DE", 2);
        assertThat(LOADS).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsInvalidatedBeforeItsMethodWasCalledDoesNotComeBack(boolean softly) {
        Run second = new Run();
        assertThat(second.memo.load(second.file).results()).isEqualTo(2);
        if (softly) {
            second.memo.invalidateTagSoftly("country:FR");
        } else {
            second.memo.invalidateTag("country:FR");
        }
        second.calls();
        second.cities.city("DE", 2);
        assertThat(LOADS).hasValue(0);
        second.cities.city("FR", 1);
        assertThat(LOADS).hasValue(1);
    }

    @Test
    void whatNobodyAskedForKeepsItsTagsInTheNextFile() {
        Run second = new Run();
        assertThat(second.memo.load(second.file).results()).isEqualTo(2);
        assertThat(second.memo.save(second.file).results()).isEqualTo(2);
        Run third = new Run();
        assertThat(third.memo.load(third.file).results()).isEqualTo(2);
        third.memo.invalidateTag("country:FR");
        assertThat(third.memo.save(third.file).results()).isEqualTo(1);
        third.memo.invalidateTag("all");
        third.memo.invalidateTag("all");
        assertThat(third.memo.save(third.file).results()).isZero();
    }

    @Test
    void whatIsOverByItsTagsIsNotSaved() {
        Run second = new Run();
        second.calls();
        second.cities.city("FR", 1);
        second.cities.city("DE", 2);
        second.memo.invalidateTag("country:DE");
        SnapshotReport saved = second.memo.save(second.file);
        assertThat(saved.results()).isEqualTo(1);
        assertThat(saved.leftOut(LeftOut.ENDED)).isLessThanOrEqualTo(1);
    }

    /** What has tags. */
    static class Cities {
        @Cached(
                receiver = Receiver.IGNORE,
                keep = "1h",
                ttl = "30m",
                tags = {"country:{country}", "all"})
        String city(String country, int number) {
            LOADS.incrementAndGet();
            return country + " " + number;
        }
    }

    /** One run of a program. */
    private final class Run {
        final Path file = folder.resolve("results.memo");
        final Memo memo = Memo.builder().build();
        Cities cities = new Cities();

        /** Plans and links the methods. */
        void calls() {
            cities = memo.proxy(Cities.class, new Cities());
        }
    }
}
