// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.spi.StoreException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What must hold of whoever uses a store's file, whatever is in there: calls go on and give what the program's methods do, the
 * command mends it or refuses it, and no object of a class off the list is made. Immutable.
 *
 * @param program asks for all its results, and throws if one is wrong
 * @param command does what the command does, and may refuse it by a {@link StoreException}
 */
record DatabaseChecks(Consumer<Path> program, Consumer<Path> command) {
    void check(Path file) {
        program.accept(file);
        try {
            command.accept(file);
        } catch (StoreException e) {
            Tally.count(true, "command refused: " + e.kind());
        }
        Trap.requireUnsprung();
    }
}
