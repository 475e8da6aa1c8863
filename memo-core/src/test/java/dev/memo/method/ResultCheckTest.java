// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.LineNumberReader;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.sql.ResultSet;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Scanner;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that cannot be remembered. Confined to one thread. */
class ResultCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing()|it returns void, so there is nothing to remember|return a value",
                "noValue()|it returns a Void, whose only value is null|return a value",
                "stream()|it returns a Stream, a kind of BaseStream, which can be read only once|return a List",
                "ints()|it returns an IntStream, a kind of BaseStream, which can be read only once|return a List",
                "iterator()|it returns an Iterator, which can be read only once|return a List",
                "list()|it returns a ListIterator, a kind of Iterator, which can be read only once|return a List",
                "spliterator()|it returns a Spliterator, which can be read only once|return a List",
                "enumeration()|it returns an Enumeration, which can be read only once|return a List",
                "scanner()|it returns a Scanner, a kind of Iterator, which can be read only once|return a List",
                "own()|it returns a ResultCheckTest.Lines, a kind of Iterator, which can be read only once|return a List",
                "many()|it returns an Iterator[], which can be read only once|return a List",
                "input()|it returns an InputStream, which is tied to an open resource|return its content",
                "reader()|it returns a BufferedReader, a kind of Reader, which is tied to an open resource|return its content",
                "deep()|it returns a LineNumberReader, a kind of Reader, which is tied to an open resource|return its content",
                "channel()|it returns a FileChannel, a kind of Channel, which is tied to an open resource|return its content",
                "rows()|it returns a ResultSet, which is tied to an open connection|return its rows as objects",
                "thread()|it returns a Thread, which runs only once|return what it computes"
            })
    void resultThatCannotBeServedTwiceIsRefused(String method, String what, String change) {
        assertThat(Plans.texts(Plans.weave(Results.class).problems()))
                .contains("@Cached on ResultCheckTest.Results." + method + ": " + what + ". Remove @Cached, or "
                        + change + ".");
    }

    @ParameterizedTest
    @Tag("parity-2")
    @CsvSource({
        "futures, 'CompletableFuture[]'",
        "ownFuture, 'ResultCheckTest.OwnFuture, a kind of CompletableFuture'",
        "scheduled, 'ScheduledFuture, a kind of Future'"
    })
    void resultThatIsStillOpenIsRefusedUnlessItIsOneThatMemoCanMake(String method, String type) {
        assertThat(Plans.texts(Plans.weave(Results.class).problems()))
                .contains("@Cached on ResultCheckTest.Results." + method + "(): it returns a " + type
                        + ", whose outcome is open when the method returns, and Memo has no adapter for the type. "
                        + "Remove @Cached, or return a CompletableFuture, or provide an AsyncAdapter.");
    }

    @Test
    void resultOfManyValuesIsRefused() {
        assertThat(Plans.texts(Plans.weave(Results.class).problems()))
                .contains("@Cached on ResultCheckTest.Results.publisher(): it returns a Flow.Publisher, which brings "
                        + "values one after the other, to each subscriber anew. "
                        + "Remove @Cached, or return a CompletableFuture of a List.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reactor/core/publisher/Mono",
                "io/smallrye/mutiny/Uni",
                "rx/Single",
                "io/reactivex/Completable",
                "io/reactivex/rxjava3/core/Maybe",
                "com/google/common/util/concurrent/ListenableFuture"
            })
    void outcomeOfALibraryIsRefusedEvenWithoutItsClassFile(String type) {
        assertThat(codesFor(type)).containsExactly("OUTCOME_RESULT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/reactivestreams/Publisher",
                "reactor/core/publisher/Flux",
                "io/smallrye/mutiny/Multi",
                "rx/Observable",
                "io/reactivex/Flowable",
                "io/reactivex/rxjava3/core/Observable",
                "kotlinx/coroutines/flow/Flow"
            })
    void manyValuesOfALibraryAreRefusedEvenWithoutItsClassFile(String type) {
        assertThat(codesFor(type)).containsExactly("MANY_RESULT");
    }

    @Test
    @Tag("parity-2")
    void outcomesOfTheJdksAreMemoized() {
        ClassPlan plan = Plans.weave(Outcomes.class);
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.memoized()).hasSize(5).allMatch(MemoizedMethod::async);
        assertThat(Plans.weave(GoodResults.class).memoized()).noneMatch(MemoizedMethod::async);
    }

    @Test
    @Tag("parity-2")
    void aRuleMemoizesOutcomesToo() {
        ClassPlan plan =
                Plans.weave(Unmarked.class, "dev.memo.method.ResultCheckTest$Unmarked.load(java.lang.String) ttl=1m");
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.memoized()).singleElement().matches(MemoizedMethod::async);
        assertThat(Plans.codes(Plans.weave(
                                Unmarked.class,
                                "dev.memo.method.ResultCheckTest$Unmarked.load(java.lang.String) barrier=METHOD")
                        .problems()))
                .containsExactly("ASYNC_BARRIER");
    }

    @Test
    void whatLimitsAWaitIsRefusedWhereNobodyWaits() {
        ClassPlan plan = Plans.weave(
                Unmarked.class,
                "dev.memo.method.ResultCheckTest$Unmarked.load(java.lang.String) ttl=1m maxWait=1s onCycle=fail hard=9s");
        assertThat(Plans.codes(plan.problems())).containsExactly("ASYNC_WAIT", "ASYNC_WAIT", "ASYNC_WAIT");
        assertThat(plan.problems().get(0).toString())
                .contains("maxWait is set, but it returns a CompletableFuture, whose callers never wait")
                .contains("Leave maxWait out, and have the stage end in time, with orTimeout say.");
        assertThat(Plans.weave(
                                Unmarked.class,
                                "dev.memo.method.ResultCheckTest$Unmarked.load(java.lang.String) ttl=1m deadline=5s")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input|CompletableFuture of an InputStream, which is tied to an open resource|let it bring its content",
                "lines|CompletionStage of a Stream, a kind of BaseStream, which can be read only once|let it bring a List",
                "done|CompletableFuture of a Void, whose only value is null|let it bring a value",
                "bounded|Future of a ResultSet, which is tied to an open connection|let it bring its rows as objects"
            })
    void outcomeThatCannotBeServedTwiceIsRefused(String method, String what, String change) {
        assertThat(Plans.texts(Plans.weave(BadOutcomes.class).problems()))
                .contains("@Cached on ResultCheckTest.BadOutcomes." + method + "(): it returns a " + what
                        + ". Remove @Cached, or " + change + ".");
    }

    private static List<String> codesFor(String type) {
        return Plans.codes(new MadeClass(Opcodes.V17, "net/acme/Made")
                .cached("load", "()L" + type + ";")
                .weave()
                .problems());
    }

    @Test
    void otherResultsAreMemoized() {
        ClassPlan plan = Plans.weave(GoodResults.class);
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.memoized()).hasSize(5);
    }

    @Test
    void resultOfAnUnknownClassIsMemoized() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Made")
                .cached("load", "(Lnet/acme/Gone;)Lnet/acme/Missing;")
                .weave();
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.memoized()).hasSize(1);
    }

    @Test
    void resultThatCanBeClosedIsRemarkedOn() {
        assertThat(Plans.texts(Plans.weave(GoodResults.class).remarks()))
                .containsExactly("@Cached on ResultCheckTest.GoodResults.loader(): it returns a URLClassLoader, "
                        + "and a caller who closes it closes it for all. "
                        + "Remove @Cached, or see that no caller closes it.");
    }

    /** Every kind of bad result. Stateless and thread-safe. */
    abstract static class Results {
        @Cached
        void nothing() {}

        @Cached
        Void noValue() {
            throw new AssertionError();
        }

        @Cached
        Stream<String> stream() {
            return Stream.of();
        }

        @Cached
        IntStream ints() {
            return IntStream.of();
        }

        @Cached
        Iterator<String> iterator() {
            return List.<String>of().iterator();
        }

        @Cached
        ListIterator<String> list() {
            return List.<String>of().listIterator();
        }

        @Cached
        Spliterator<String> spliterator() {
            return List.<String>of().spliterator();
        }

        @Cached
        Enumeration<String> enumeration() {
            throw new AssertionError();
        }

        @Cached
        Scanner scanner() {
            return new Scanner("");
        }

        @Cached
        Lines own() {
            throw new AssertionError();
        }

        @Cached
        Iterator<?>[] many() {
            return new Iterator<?>[0];
        }

        @Cached
        InputStream input() {
            return InputStream.nullInputStream();
        }

        @Cached
        BufferedReader reader() {
            throw new AssertionError();
        }

        @Cached
        LineNumberReader deep() {
            throw new AssertionError();
        }

        @Cached
        FileChannel channel() {
            throw new AssertionError();
        }

        @Cached
        ResultSet rows() {
            throw new AssertionError();
        }

        @Cached
        Thread thread() {
            throw new AssertionError();
        }

        @Cached
        CompletableFuture<?>[] futures() {
            return new CompletableFuture<?>[0];
        }

        @Cached
        OwnFuture ownFuture() {
            return new OwnFuture();
        }

        @Cached
        ScheduledFuture<String> scheduled() {
            throw new AssertionError();
        }

        @Cached
        Flow.Publisher<String> publisher() {
            throw new AssertionError();
        }
    }

    /** A stage of the application's own. Thread-safe. */
    static final class OwnFuture extends CompletableFuture<String> {}

    /** What a rule is about. Stateless and thread-safe. */
    abstract static class Unmarked {
        abstract CompletableFuture<String> other(String item);

        CompletableFuture<String> load(String item) {
            return other(item);
        }
    }

    /** Outcomes that cannot be remembered. Stateless and thread-safe. */
    abstract static class BadOutcomes {
        @Cached
        CompletableFuture<InputStream> input() {
            throw new AssertionError();
        }

        @Cached
        CompletionStage<Stream<String>> lines() {
            throw new AssertionError();
        }

        @Cached
        CompletableFuture<Void> done() {
            throw new AssertionError();
        }

        @Cached
        Future<? extends ResultSet> bounded() {
            throw new AssertionError();
        }
    }

    /** Every outcome that is remembered. Stateless and thread-safe. */
    abstract static class Outcomes {
        @Cached
        CompletableFuture<String> future() {
            return new CompletableFuture<>();
        }

        @Cached
        CompletionStage<String> stage() {
            return new CompletableFuture<>();
        }

        @Cached
        CompletableFuture<List<InputStream>> deep() {
            return new CompletableFuture<>();
        }

        @Cached
        <T> CompletableFuture<T> generic(CompletableFuture<Void> nothing, T value) {
            return nothing.thenApply(done -> value);
        }

        @Cached
        Future<String> plain() {
            return new CompletableFuture<>();
        }
    }

    /** An iterator of the application's own. Confined to one thread. */
    interface Lines extends Iterator<String> {}

    /** Every kind of good result. Stateless and thread-safe. */
    static class GoodResults {
        @Cached
        int number() {
            return 1;
        }

        @Cached
        byte[][] bytes() {
            return new byte[0][];
        }

        @Cached
        List<Stream<String>> list() {
            return List.of();
        }

        @Cached
        Object any() {
            return "";
        }

        @Cached
        URLClassLoader loader() {
            throw new AssertionError();
        }
    }
}
