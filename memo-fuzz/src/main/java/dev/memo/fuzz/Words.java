// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Methods whose results are remembered: texts, objects, outcomes of later, results with tags. Implementations are immutable. */
interface Words {
    String word(int number);

    Item item(int number);

    CompletableFuture<String> later(int number);

    String tagged(int number);

    /** Returns what they give, in an edition of the program. */
    static String text(String kind, int number, String edition) {
        return kind + " " + number + edition + " ".repeat(60 * number);
    }

    /** The same, as an object. */
    static Item object(int number, String edition) {
        return new Item(text("item", number, edition), number, List.of(Item.sample()));
    }

    /** Keeps results in a store. Immutable. */
    record Stored(String edition) implements Words {
        @Override
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        public String word(int number) {
            return text("word", number, edition);
        }

        @Override
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        public Item item(int number) {
            return object(number, edition);
        }

        @Override
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        public CompletableFuture<String> later(int number) {
            return CompletableFuture.completedFuture(text("later", number, edition));
        }

        @Override
        @Cached(store = "disk", receiver = Receiver.IGNORE, tags = "words")
        public String tagged(int number) {
            return text("tagged", number, edition);
        }
    }

    /** Keeps results in the heap, and so in snapshots. Immutable. */
    record Held(String edition) implements Words {
        @Override
        @Cached(receiver = Receiver.IGNORE)
        public String word(int number) {
            return text("word", number, edition);
        }

        @Override
        @Cached(receiver = Receiver.IGNORE)
        public Item item(int number) {
            return object(number, edition);
        }

        @Override
        @Cached(receiver = Receiver.IGNORE)
        public CompletableFuture<String> later(int number) {
            return CompletableFuture.completedFuture(text("later", number, edition));
        }

        @Override
        @Cached(receiver = Receiver.IGNORE, tags = "words")
        public String tagged(int number) {
            return text("tagged", number, edition);
        }
    }
}
