// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.Memo;
import org.jspecify.annotations.Nullable;

/**
 * A program that asks for all its results, of methods and of two caches with the same keys, and knows what they are. Two
 * editions have the same code and other results, which nobody but the canaries does. Confined to one thread.
 */
final class Program {
    /** How many results it asks for. */
    static final int RESULTS = 9;

    private final String edition;

    /** Whether the caches say of which class their values are, which they only do for stores. */
    private final boolean declared;

    private final Words words;
    private final Cache<Integer, Object> prices;
    private final Cache<Integer, Object> rebates;

    private Program(Memo memo, Words words, CacheSettings<Integer, Object> caches, String edition) {
        this.edition = edition;
        this.declared = words instanceof Words.Stored;
        this.words = memo.proxy(Words.class, words);
        this.prices = memo.cache("prices", caches);
        this.rebates = memo.cache("rebates", caches);
    }

    /** The results are in the runtime's store. */
    static Program stored(Memo memo, String edition) {
        return new Program(
                memo,
                new Words.Stored(edition),
                CacheSettings.<Integer, Object>of().store("disk", String.class),
                edition);
    }

    /** The results are in the heap, and in snapshots. */
    static Program held(Memo memo, String edition) {
        return new Program(memo, new Words.Held(edition), CacheSettings.of(), edition);
    }

    /**
     * Asks for everything.
     *
     * @param authentic whether nobody else can have written a result, so that any that is not the program's is a wrong one;
     *     else it must be of the declared class
     */
    void ask(boolean authentic) {
        for (int i = 0; i < 3; i++) {
            require(authentic, words.word(i), Words.text("word", i, edition));
        }
        for (int i = 0; i < 2; i++) {
            require(authentic, words.item(i), Words.object(i, edition));
        }
        require(authentic, words.later(1).join(), Words.text("later", 1, edition));
        require(authentic, words.tagged(1), Words.text("tagged", 1, edition));
        ask(prices, "price", authentic);
        ask(rebates, "rebate", authentic);
    }

    private void ask(Cache<Integer, Object> cache, String kind, boolean authentic) {
        Object value = cache.get(1, key -> Words.text(kind, key, edition));
        if (authentic || declared) {
            require(authentic, value, Words.text(kind, 1, edition));
        }
    }

    /** What somebody has made up who knows all but the key may be any value, and null. */
    static void require(boolean authentic, @Nullable Object value, Object expected) {
        if (authentic && !expected.equals(value)) {
            throw new Found("a wrong value");
        }
        if (value != null && value.getClass() != expected.getClass()) {
            throw new Found("a value of another class than the declared one");
        }
    }
}
