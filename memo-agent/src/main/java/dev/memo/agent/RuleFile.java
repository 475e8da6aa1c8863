// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.Problem;
import dev.memo.method.Rules;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule file that the options name, read. Immutable.
 *
 * @param problems why it could not be read; what is wrong with its lines is in the rules
 */
record RuleFile(Rules rules, List<Problem> problems) {
    static RuleFile read(@Nullable String name) {
        if (name == null) {
            return new RuleFile(Rules.NONE, List.of());
        }
        try {
            Path file = Path.of(name);
            return new RuleFile(Rules.parse(file.getFileName().toString(), Files.readAllLines(file)), List.of());
        } catch (NoSuchFileException e) {
            return refused(
                    "NO_SUCH_FILE",
                    "there is no such file, was \"" + name + "\"",
                    "Check its name; it counts from " + Path.of("").toAbsolutePath() + ".");
        } catch (CharacterCodingException e) {
            return refused("UNREADABLE_FILE", "the file \"" + name + "\" is not UTF-8", "Save it as UTF-8.");
        } catch (IOException | InvalidPathException e) {
            return refused(
                    "UNREADABLE_FILE",
                    "the file cannot be read, was " + e,
                    "Name a text file that this user may read.");
        }
    }

    private static RuleFile refused(String code, String what, String remedy) {
        Problem problem = new Problem(code, "memo-agent option \"config\"", what, remedy);
        return new RuleFile(Rules.NONE, List.of(problem));
    }
}
