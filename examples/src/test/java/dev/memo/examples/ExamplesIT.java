// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each example as a user does, in a JVM of its own, and compares all that it prints. Confined to one thread. */
class ExamplesIT {
    private static final String AGENT = "-javaagent:" + System.getProperty("memo.agent.jar");
    private static final int MOST_LINES = 60;

    @TempDir
    private Path directory;

    static Stream<Arguments> examples() {
        return Stream.of(
                        ownMethods(),
                        manyKeys(),
                        libraries(),
                        direct(),
                        saved(),
                        aging(),
                        invalidation(),
                        nesting(),
                        whatTheyDo(),
                        whatHangs())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> ownMethods() {
        return Stream.of(
                example(
                        Quickstart.class,
                        List.of(AGENT),
                        "primes below 1000000: 78498",
                        "primes below 1000000: 78498",
                        "primes below 1000000: 78498",
                        "Quickstart.primesBelow: 1 load, 2 hits"),
                example(
                        ProxyOfInterface.class,
                        List.of(),
                        "looking up tea",
                        "tea: 300",
                        "tea: 300",
                        "looking up coffee",
                        "3 coffee: 1800",
                        "3 coffee: 1800",
                        "looking up tea",
                        "tea: 300",
                        "ProxyOfInterface.PriceService.price: 1 hit",
                        "ProxyOfInterface.PriceService.price: 1 hit"));
    }

    private static Stream<Arguments> manyKeys() {
        return Stream.of(example(
                ManyKeys.class,
                List.of(AGENT),
                "looking up [tea, coffee]",
                "{tea=300, coffee=600}",
                "looking up [juice]",
                "{juice=500, coffee=600, tea=300}",
                "juice: 500",
                "looking up cocoa",
                "cocoa: 500",
                "looking up [water]",
                "{cocoa=500}",
                "looking up [tea, juice]",
                "forgotten: true, {tea=300, coffee=600, juice=500}",
                "5 hits"));
    }

    private static Stream<Arguments> libraries() {
        return Stream.of(example(
                RuleFile.class,
                List.of(AGENT + "=config=rule-file.rules"),
                "geese: goose",
                "xyzzy: not a noun",
                "geese: goose",
                "xyzzy: not a noun",
                "geese: goose",
                "Dictionary.lookupIndexWord: 2 loads, 3 hits"));
    }

    private static Stream<Arguments> aging() {
        return Stream.of(example(
                FailingBackend.class,
                List.of(),
                "asking the bank for EUR",
                "first: 108",
                "asking the bank for EUR",
                "while the bank is down: 108",
                "not asked again so soon: 108",
                "asking the bank for USD",
                "never asked before: the bank is down",
                "2 stale"));
    }

    private static Stream<Arguments> saved() {
        return Stream.of(example(
                SavedResults.class,
                List.of(),
                "looking up tea",
                "looking up coffee",
                "tea: 300, coffee: 600",
                "asking for an offer of tea",
                "soon: 250",
                "saved: 3",
                "loaded: 3",
                "looking up coffee",
                "tea: 300, coffee: 600",
                "soon: 250"));
    }

    private static Stream<Arguments> direct() {
        return Stream.of(example(
                DirectCache.class,
                List.of(),
                "tea: 300",
                "looking up coffee",
                "coffee: 600",
                "coffee: 600",
                "juice: MISS, else 0",
                "added twice: false",
                "all there are: {tea=300, offer=99}",
                "tea 300 left: REPLACED",
                "sum: 320",
                "offer 99 left: INVALIDATED",
                "removed: true",
                "hits 4, misses 3",
                "looking up cocoa",
                "cocoa: 500, 500"));
    }

    private static Stream<Arguments> invalidation() {
        return Stream.of(
                example(
                        Invalidation.class,
                        List.of(AGENT),
                        "tea 300, coffee 400",
                        "tea 350: setPrice made Memo forget it",
                        "coffee 400: Memo cannot know that it has changed",
                        "forgotten by the call itself: true",
                        "coffee 450",
                        "coffee 475: loaded again",
                        "milk is remembered: false",
                        "tea was a HIT",
                        "forgotten by hand: 1",
                        "coffee 475",
                        "left after invalidateAll: 0"),
                example(
                        Tags.class,
                        List.of(AGENT),
                        "loads after Customer[id=1, country=FR], Customer[id=2, country=DE], 20, 19: 4",
                        "loads after Customer[id=1, country=FR], Customer[id=2, country=DE], 20, 19: 4, all is remembered",
                        "taxes of FR change",
                        "loads after Customer[id=1, country=FR], Customer[id=2, country=DE], 20, 19: 6, with what is about"
                                + " France computed again",
                        "loads after Customer[id=1, country=FR], Customer[id=2, country=DE], 20, 19: 7, with customer 2"
                                + " loaded again"));
    }

    private static Stream<Arguments> nesting() {
        return Stream.of(example(
                NestedCalls.class,
                List.of(AGENT),
                "offer: 100 cents, poster: only 100 cents",
                "offer: 120 cents, poster: only 100 cents, which nobody has taken down",
                "price: 120, as its source is down, STALE"));
    }

    private static Stream<Arguments> whatTheyDo() {
        return Stream.of(
                example(
                        Recursion.class,
                        List.of(AGENT),
                        "fib(90), from 32 threads: [2880067194370816120]",
                        "loads: 91"),
                example(
                        AsyncPrices.class,
                        List.of(AGENT),
                        "looking up tea",
                        "three callers: [300, 300, 300]",
                        "a hit: 300",
                        "cancelled: true, the others: 300",
                        "loads: 1"),
                example(
                        IsolatedAndShared.class,
                        List.of(AGENT),
                        "filling the basket of Ada",
                        "mine: [tea, a mistake]",
                        "yours: [tea]",
                        "looking up tea",
                        "the same price: true"));
    }

    private static Stream<Arguments> whatHangs() {
        return Stream.of(example(
                Impatience.class,
                List.of(AGENT),
                "no price yet: first-caller is still in Impatience.price",
                "first-caller loads Impatience.price",
                "in the end, tea: 300",
                "tea: 300"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void exampleSaysWhatItShouldAndIsShort(Class<?> example, List<String> jvmOptions, List<String> expected)
            throws IOException, InterruptedException {
        assertThat(run(example, jvmOptions)).isEqualTo(expected);
        assertThat(Files.readAllLines(source(example))).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void programsSecondStartFindsWhatTheFirstHasComputed() throws IOException, InterruptedException {
        List<String> options = List.of(AGENT + "=store.disk=" + directory.resolve("results.db"));

        List<String> first = run(SecondStart.class, options);
        List<String> second = run(SecondStart.class, options);

        String said = "primes: 537282, computed: %s of 20, in ms: \\d+";
        assertThat(first).singleElement().asString().matches(said.formatted(20));
        assertThat(second).singleElement().asString().matches(said.formatted(0));
        assertThat(millis(second)).isLessThan(millis(first));
        assertThat(Files.readAllLines(source(SecondStart.class))).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void aDirectCacheFindsWhatAnEarlierProcessHasPut() throws IOException, InterruptedException {
        List<String> options =
                List.of(AGENT + "=store.disk=" + directory.resolve("stock.db") + ",store.disk.writes=through");

        assertThat(run(KeptStock.class, options))
                .containsExactly("found: tea null, coffee null", "sold, tea left: 7", "removed: true");
        assertThat(run(KeptStock.class, options))
                .containsExactly("found: tea 7, coffee null", "sold, tea left: 7", "removed: true");
        assertThat(Files.readAllLines(source(KeptStock.class))).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    private static long millis(List<String> said) {
        return Long.parseLong(said.get(0).replaceAll(".* ", ""));
    }

    private List<String> run(Class<?> example, List<String> jvmOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), example.getName()));
        Path errors = directory.resolve("stderr.txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s%nstdout: %s%nstderr: %s", command, output, Files.readString(errors))
                .isZero();
        return output.lines().toList();
    }

    private static Path source(Class<?> example) {
        return Path.of("src/main/java", example.getName().replace('.', '/') + ".java");
    }

    private static Arguments example(Class<?> example, List<String> jvmOptions, String... expected) {
        return Arguments.of(example, jvmOptions, List.of(expected));
    }
}
