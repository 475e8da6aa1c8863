// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A piece of a debate in the European Parliament: the title of the debate, its date and what was said. Immutable.
 */
record Speech(String title, String date, String text) {
    private static final int SENTENCES_PER_PASSAGE = 4;
    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.!?])\\s+");

    /** Returns all passages of four sentences: a window that slides over the speech, sentence by sentence. */
    List<String> passages() {
        List<String> sentences = END_OF_SENTENCE.splitAsStream(text.strip()).toList();
        return IntStream.rangeClosed(0, sentences.size() - SENTENCES_PER_PASSAGE)
                .mapToObj(first -> String.join(" ", sentences.subList(first, first + SENTENCES_PER_PASSAGE)))
                .toList();
    }
}
