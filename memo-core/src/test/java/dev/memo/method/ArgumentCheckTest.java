// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.KeyIgnore;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that can never be equal to others, and those that may not be. Confined to one thread. */
class ArgumentCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text(StringBuilder)|parameter 0 is a StringBuilder",
                "second(long, ArgumentCheckTest.Part)|parameter 1 is an ArgumentCheckTest.Part",
                "array(ArgumentCheckTest.Part[])|parameter 0 is an ArgumentCheckTest.Part[]",
                "sealed(ArgumentCheckTest.Shape)|parameter 0 is an ArgumentCheckTest.Shape"
            })
    void argumentThatIsNeverEqualToAnotherIsRefused(String method, String parameter) {
        assertThat(Plans.texts(Plans.weave(Arguments.class).problems()))
                .contains("@Cached on ArgumentCheckTest.Arguments." + method + ": " + parameter
                        + ", which has no equals, so that no call would be a hit."
                        + " Give it equals and hashCode, or mark it @KeyIgnore.");
    }

    @Test
    void argumentThatIsUsedUpIsRefused() {
        assertThat(Plans.texts(Plans.weave(Arguments.class).problems()))
                .contains(
                        "@Cached on ArgumentCheckTest.Arguments.input(InputStream): parameter 0 is an InputStream, "
                                + "which is tied to an open resource and is equal to no other. "
                                + "Pass what it holds instead, or mark it @KeyIgnore.",
                        "@Cached on ArgumentCheckTest.Arguments.stream(Stream): parameter 0 is a Stream, "
                                + "a kind of BaseStream, which can be read only once and is equal to no other. "
                                + "Pass what it holds instead, or mark it @KeyIgnore.");
    }

    @Test
    void nothingElseIsRefused() {
        assertThat(Plans.weave(Arguments.class).problems()).hasSize(6);
        assertThat(Plans.memoizedNames(Plans.weave(Arguments.class)))
                .containsExactlyInAnyOrder("counter", "function", "task", "single", "good", "ignored");
    }

    @Test
    void argumentThatMayNotBeEqualIsRemarkedOn() {
        assertThat(Plans.texts(Plans.weave(Arguments.class).remarks()))
                .containsExactlyInAnyOrder(
                        "@Cached on ArgumentCheckTest.Arguments.counter(AtomicLong): parameter 0 is an AtomicLong, "
                                + "which has no equals, so that only the same object is a hit. "
                                + "Give it equals and hashCode, or mark it @KeyIgnore.",
                        "@Cached on ArgumentCheckTest.Arguments.single(Pattern): parameter 0 is a Pattern, "
                                + "which has no equals, so that only the same object is a hit. "
                                + "Give it equals and hashCode, or mark it @KeyIgnore.",
                        "@Cached on ArgumentCheckTest.Arguments.function(Function): parameter 0 is a Function, "
                                + "and a lambda is equal to no other. "
                                + "Pass the same object each time, or mark it @KeyIgnore.",
                        "@Cached on ArgumentCheckTest.Arguments.task(Runnable): parameter 0 is a Runnable, "
                                + "and a lambda is equal to no other. "
                                + "Pass the same object each time, or mark it @KeyIgnore.",
                        "@Cached on ArgumentCheckTest.Arguments.ignored(StringBuilder): all its parameters are left "
                                + "out of the key, so that it has one result for all calls. "
                                + "Keep those in the key that the result depends on.");
    }

    @Test
    void ruleSaysHowToLeaveTheArgumentOut() {
        ClassPlan plan = Plans.weave(Library.class, Library.class.getName() + ".text");
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("rules.txt:1 on ArgumentCheckTest.Library.text(StringBuilder): parameter 0 is a "
                        + "StringBuilder, which has no equals, so that no call would be a hit. "
                        + "Give it equals and hashCode, or add keyIgnore=0.");
    }

    /** Every kind of argument. Stateless and thread-safe. */
    static class Arguments {
        @Cached
        int text(StringBuilder text) {
            return text.length();
        }

        @Cached
        int second(long id, Part part) {
            return part.hashCode() + (int) id;
        }

        @Cached
        int array(Part[] parts) {
            return parts.length;
        }

        @Cached
        int sealed(Shape shape) {
            return shape.hashCode();
        }

        @Cached
        int input(InputStream in) {
            return in.hashCode();
        }

        @Cached
        int stream(Stream<String> lines) {
            return lines.hashCode();
        }

        @Cached
        int counter(AtomicLong counter) {
            return counter.intValue();
        }

        @Cached
        int single(Pattern pattern) {
            return pattern.flags();
        }

        @Cached
        int function(Function<String, String> function) {
            return function.hashCode();
        }

        @Cached
        int task(Runnable task) {
            return task.hashCode();
        }

        @Cached
        int ignored(@KeyIgnore StringBuilder log) {
            return log.length();
        }

        @Cached
        int good(TimeUnit unit, List<Part> parts, Class<?> type, Point point, OpenShape shape, Object[] any) {
            return 1;
        }
    }

    /** A library's class. Stateless and thread-safe. */
    static class Library {
        int text(StringBuilder text) {
            return text.length();
        }
    }

    /** A final class without equals. Immutable. */
    static final class Part {}

    /** All its objects are of classes without equals. Immutable. */
    sealed interface Shape permits Circle, Square {}

    /** A shape. Immutable. */
    static final class Circle implements Shape {}

    /** A shape. Immutable. */
    static final class Square implements Shape {}

    /** One of its classes has equals. Immutable. */
    sealed interface OpenShape permits Point, Line {}

    /** A shape with equals. Immutable. */
    record Point(int x) implements OpenShape {}

    /** A shape without. Immutable. */
    static final class Line implements OpenShape {}
}
