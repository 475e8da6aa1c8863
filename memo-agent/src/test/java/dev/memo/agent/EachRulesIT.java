// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Many;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library's methods of many keys, memoized by rules: woven as annotated ones are, and refused in the file's own terms. */
class EachRulesIT {
    private static final String MANY = Many.class.getName();

    @TempDir
    private Path folder;

    private Jvm.Ended run(String... rules) throws IOException {
        Path file = Files.writeString(folder.resolve("rules.txt"), String.join("\n", rules));
        return Jvm.withAgent("config=" + file).run(Many.class);
    }

    @Test
    void methodsShareTheResultsOfTheOneThatTheyName() throws IOException {
        Jvm.Ended ended = run(
                MANY + ".price ttl=1h",
                MANY + ".prices each=true of=price",
                MANY + ".listed(java.util.List) each=true of=price",
                MANY + ".repeated each=true ttl=1h");

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines())
                .containsExactly(
                        "{1=10, 2=20} asked [[1, 2]]",
                        "{3=30, 2=20} asked [[3]]",
                        "30 asked []",
                        "[40, 10, 40] asked [[4]]",
                        "{a=aa, b=bb} asked [[a, b]]",
                        "{b=bb, c=cc} asked [[c]]",
                        "Many.price: 4 loads",
                        "Many.repeated: 3 loads");
    }

    @Test
    void withoutARuleAllOfThemRun() throws IOException {
        assertThat(run("").lines())
                .containsExactly(
                        "{1=10, 2=20} asked [[1, 2]]",
                        "{3=30, 2=20} asked [[3, 2]]",
                        "30 asked [3]",
                        "[40, 10, 40] asked [[4, 1, 4]]",
                        "{a=aa, b=bb} asked [[a, b]]",
                        "{b=bb, c=cc} asked [[b, c]]");
    }

    @Test
    void whatIsWrongIsSaidWithTheLineAndTheProgramRuns() throws IOException {
        Jvm.Ended ended = run(
                MANY + ".prices each=true of=prise",
                MANY + ".listed of=price",
                MANY + ".repeated each=true refresh=10s ttl=1m",
                MANY + ".price each=true");

        assertThat(ended.exit()).isZero();
        assertThat(ended.lines()).contains("{3=30, 2=20} asked [[3, 2]]").hasSize(6);
        assertThat(ended.err())
                .contains("rules.txt:1 on Many.prices(Collection): of is \"prise\", but Many declares no method of that"
                        + " name. Did you mean price?")
                .contains("rules.txt:2 on Many.listed(List): of is set, but not each. Add each=true, or leave of out.")
                .contains(
                        "rules.txt:3 on Many.repeated(Set, int): refresh is set together with each, which is about one"
                                + " call")
                .contains("rules.txt:4 on Many.price(long): each is set, but it returns an int");
    }
}
