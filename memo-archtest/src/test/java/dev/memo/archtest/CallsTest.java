// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rule 5: who may ask for the time, sleep, and start threads. Confined to one thread. */
class CallsTest {
    private static final String TICKER = ".spi.Ticker";

    @Test
    void onlyOneTickerReadsClocks() {
        Set<String> readers = callers(BuildModule.mainClasses(BuildModule.PUBLISHED), Calls::readsAClock);

        assertThat(readers).as("types that read a clock").hasSizeLessThanOrEqualTo(1);
        assertThat(readers)
                .allMatch(reader -> isTicker(BuildModule.mainClasses(BuildModule.PUBLISHED), reader, "dev.memo"));
    }

    @Test
    void clockOutsideATickerIsFound() {
        assertThat(callers(BuildModule.planted(), Calls::readsAClock))
                .contains(Planted.ROOT + ".region.ReadsClock", Planted.ROOT + ".region.ReadsClockByReference");
        assertThat(isTicker(BuildModule.planted(), Planted.ROOT + ".region.ReadsClock", Planted.ROOT))
                .isFalse();
    }

    @Test
    void tickerIsRecognized() {
        assertThat(isTicker(BuildModule.planted(), Planted.ROOT + ".region.SystemTicker", Planted.ROOT))
                .isTrue();
    }

    @Test
    void nobodySleeps() {
        assertThat(callers(BuildModule.allClasses(), Calls::sleeps))
                .as("types that sleep")
                .isEmpty();
    }

    @Test
    void sleepIsFound() {
        assertThat(callers(BuildModule.planted(), Calls::sleeps))
                .contains(Planted.ROOT + ".region.Sleeps", Planted.ROOT + ".region.SleepsByUnit");
    }

    @Test
    void threadsStartInOnePlace() {
        assertThat(callers(BuildModule.mainClasses(BuildModule.PUBLISHED), Calls::makesAThread))
                .as("types that make threads")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void newThreadIsFound() {
        assertThat(callers(BuildModule.planted(), Calls::makesAThread))
                .contains(Planted.ROOT + ".region.StartsThread", Planted.ROOT + ".region.StartsPool");
    }

    private static Set<String> callers(JavaClasses classes, Predicate<Calls> wanted) {
        return classes.stream()
                .filter(type -> type.getCodeUnitAccessesFromSelf().stream()
                        .map(access -> new Calls(access.getTargetOwner(), access.getName()))
                        .anyMatch(wanted))
                .map(CallsTest::outermost)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isTicker(JavaClasses classes, String name, String root) {
        return classes.get(name).isAssignableTo(root + TICKER);
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(CallsTest::outermost).orElse(type.getName());
    }
}
