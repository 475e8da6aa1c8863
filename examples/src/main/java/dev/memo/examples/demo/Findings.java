// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the passages are about, as text: for each topic the passage that is most about it, then all passages with their
 * scores. Confined to one thread.
 */
final class Findings {
    private static final int EXCERPT_LENGTH = 160;

    private final List<Passage> passages = new ArrayList<>();

    private record Passage(Speech speech, String text, List<Double> scores) {}

    /** Adds a passage of a speech with its score for each topic. */
    void add(Speech speech, String passage, List<Double> scores) {
        passages.add(new Passage(speech, passage, scores));
    }

    /** Returns the lines of the file that both runs must agree on, scores with all their digits. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        IntStream.range(0, Topics.NAMES.size()).mapToObj(this::best).forEach(lines::add);
        passages.forEach(
                passage -> lines.add(passage.speech().date() + "\t" + passage.scores() + "\t" + passage.text()));
        return lines;
    }

    private String best(int topic) {
        String text = passages.stream()
                .max(Comparator.comparingDouble(passage -> passage.scores().get(topic)))
                .map(Passage::text)
                .orElse("");
        return String.format(Locale.ROOT, "%-10s %s", Topics.NAMES.get(topic), shortened(text));
    }

    private static String shortened(String text) {
        return text.length() <= EXCERPT_LENGTH
                ? text
                : text.substring(0, EXCERPT_LENGTH - 1).strip() + "…";
    }
}
