// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.memo.link.EngineSettings;
import dev.memo.method.Problem;
import dev.memo.region.Eviction;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent's argument: what is right is taken, all that is wrong is said at once. */
class OptionsTest {
    private static final String ALL =
            "The options are config, report, strict, maxBytes, maxEntries, maxEntryShare, ttl, policy,"
                    + " governor, statistics, logEvents, seed, enabled, snapshot, warmup, warmupRate and store.disk.";

    @Test
    void noArgumentLeavesTheDefaults() {
        Options options = Options.read("");

        assertThat(options.enabled()).isTrue();
        assertThat(options.strict()).isFalse();
        assertThat(options.rules()).isNull();
        assertThat(options.report()).isEqualTo(ReportTarget.REFUSALS);
        assertThat(options.engine()).isEqualTo(EngineSettings.defaults());
        assertThat(options.problems()).isEmpty();
        assertThat(options.scans()).isFalse();
    }

    @Test
    void everyOptionIsRead() {
        Options options = Options.read(
                "config=a/rules.txt, report=weave.json,strict=true,maxBytes=64MB,maxEntries=500,ttl=10m,enabled=false");

        assertThat(options.problems()).isEmpty();
        assertThat(options.rules()).isEqualTo("a/rules.txt");
        assertThat(options.report()).isEqualTo(new ReportTarget(ReportTarget.Kind.FILE, "weave.json"));
        assertThat(options.strict()).isTrue();
        assertThat(options.enabled()).isFalse();
        assertThat(options.engine())
                .isEqualTo(EngineSettings.builder()
                        .maxBytes(64L << 20)
                        .maxEntries(500)
                        .ttlNanos(600_000_000_000L)
                        .build());
    }

    @Test
    void policyGovernorStatisticsAndSeedAreRead() {
        Options options = Options.read("policy=LFU,governor=Bypass,statistics=false,logEvents=true,seed=-7");

        assertThat(options.problems()).isEmpty();
        assertThat(options.engine().eviction()).isEqualTo(new Eviction("lfu", -7, List.of()));
        assertThat(options.engine().bypass()).isTrue();
        assertThat(options.engine().statistics()).isFalse();
        assertThat(options.engine().logEvents()).isTrue();
        assertThat(Options.read("governor=report,seed=0").engine().bypass()).isFalse();
        assertThat(Options.read("governor=report,seed=0").engine().eviction().seed())
                .isZero();
    }

    @Test
    @Tag("parity-30")
    void theShareOfAnEntryIsReadAndAWrongOneRefused() {
        assertThat(Options.read("maxEntryShare=0.25").engine().maxEntryShare()).isEqualTo(0.25);
        assertThat(Options.read("").engine().maxEntryShare()).isEqualTo(0.5);
        for (String wrong : List.of("0", "1.01", "-0.5", "NaN", "half")) {
            Options options = Options.read("maxEntryShare=" + wrong);
            assertThat(options.problems())
                    .extracting(Problem::text)
                    .containsExactly(
                            "memo-agent option \"maxEntryShare\": must be a number over 0 and at most 1, was \"" + wrong
                                    + "\". Write it like 0.25, or leave it out for 0.5.");
            assertThat(options.engine().maxEntryShare()).isEqualTo(0.5);
        }
    }

    @Test
    void neverIsNoEnd() {
        assertThat(Options.read("ttl=never").engine().ttlNanos()).isZero();
    }

    @Test
    void reportGoesToStderrToAFileOrNowhere() {
        assertThat(Options.read("report=stderr").scans()).isTrue();
        assertThat(Options.read("report=weave.txt").scans()).isTrue();
        assertThat(Options.read("report=none").scans()).isFalse();
        assertThat(Options.read("report=none,strict=true").scans()).isTrue();
    }

    @Test
    void allProblemsAreSaidAndTheRestIsTaken() {
        Options options = Options.read("reprot=stderr,maxBytes=lots,strict=maybe,maxEntries=7");

        assertThat(options.problems())
                .extracting(Problem::text)
                .containsExactly(
                        "memo-agent option \"reprot\": there is no such option. Did you mean report? " + ALL,
                        "memo-agent option \"maxBytes\": must be a size, was \"lots\"."
                                + " Write it like \"64MB\", \"512KB\" or \"1GB\".",
                        "memo-agent option \"strict\": must be true or false, was \"maybe\". Write one of them.");
        assertThat(options.engine().maxEntries()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxEntries=0|must be positive, was \"0\". Leave it out to have no limit.",
                "maxEntries=-3|must be positive, was \"-3\". Leave it out to have no limit.",
                "maxEntries=many|must be a whole number, was \"many\". Write it like 100000.",
                "maxBytes=0|must be positive, was \"0\". Leave it out to have no limit of its own.",
                "ttl=0s|must be positive, was \"0s\". Leave it out to use the default, or write \"never\".",
                "ttl=5|has no unit, was \"5\". Write \"5s\" for seconds, \"5ms\" for milliseconds.",
                "policy=lrux|must be the name of a policy, was \"lrux\". Did you mean lru? The policies are lru, lfu, fifo,"
                        + " lifo, mru, random and adaptive; those of your own are registered with Memo.builder(), for its proxies and caches;"
                        + " the agent knows no class of your application.",
                "governor=off|must be report or bypass, was \"off\". Write one of them.",
                "statistics=no|must be true or false, was \"no\". Write one of them.",
                "seed=x|must be a whole number, was \"x\". Write it like 100000.",
                "strict|it has no value. Write strict=VALUE, or leave it out.",
                "config=|it has no value. Write config=VALUE, or leave it out."
            })
    void valueThatDoesNotFitIsSaid(String argument, String message) {
        assertThat(Options.read(argument).problems())
                .singleElement()
                .extracting(Problem::text)
                .isEqualTo("memo-agent option \"" + argument.split("=", -1)[0] + "\": " + message);
    }

    @Test
    void optionThatIsThereTwiceIsSaidAndTheFirstCounts() {
        Options options = Options.read("maxEntries=1,maxEntries=2");

        assertThat(options.engine().maxEntries()).isEqualTo(1);
        assertThat(options.problems()).singleElement().extracting(Problem::what).isEqualTo("it is there twice");
    }

    @Test
    void optionUnlikeAnyIsAnsweredWithAllThereAre() {
        assertThat(Options.read("x=1").problems())
                .singleElement()
                .extracting(Problem::text)
                .isEqualTo("memo-agent option \"x\": there is no such option. " + ALL);
    }

    @Test
    void filesOfSnapshotAndWarmUpAreTaken() {
        Options options = Options.read("snapshot=results-{time}.memo,warmup=keys.memo,warmupRate=7");

        assertThat(options.problems()).isEmpty();
        assertThat(options.snapshot()).isEqualTo("results-{time}.memo");
        assertThat(options.warmUp()).isEqualTo("keys.memo");
        assertThat(options.warmUpRate()).isEqualTo(7);
        assertThat(Options.read("").snapshot()).isNull();
        assertThat(Options.read("").warmUpRate()).isEqualTo(100);
    }

    @Test
    void filesAndRatesThatCannotBeAreRefused() {
        Options options = Options.read("snapshot=a\0b,warmup=c\0d,warmupRate=0");

        assertThat(options.snapshot()).isNull();
        assertThat(options.warmUp()).isNull();
        assertThat(options.problems())
                .extracting(Problem::code, Problem::where)
                .containsExactly(
                        tuple("BAD_VALUE", "memo-agent option \"snapshot\""),
                        tuple("BAD_VALUE", "memo-agent option \"warmup\""),
                        tuple("BAD_VALUE", "memo-agent option \"warmupRate\""));
    }
}
