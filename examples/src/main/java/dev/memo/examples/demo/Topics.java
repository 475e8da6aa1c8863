// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.extjwnl.JWNLException;

/**
 * Says what a passage is about: how closely its nouns are related to each of five topics, on average. Thread-safe.
 */
final class Topics {
    /** The topics: nouns that WordNet knows. */
    static final List<String> NAMES = List.of("disease", "education", "fishing", "money", "transport");

    private static final int FEWEST_NOUNS = 20;
    private static final int SHORTEST_NOUN = 4;
    /** Frequent words that WordNet knows as nouns but that hardly ever are ("a will", "the like"). */
    private static final Set<String> SELDOM_NOUNS =
            Set.of("have", "will", "more", "must", "over", "well", "like", "here", "there", "what", "then", "being");

    private final Relatedness relatedness;

    Topics(Relatedness relatedness) {
        this.relatedness = relatedness;
    }

    /** Returns one number from 0 to 1 for each of {@link #NAMES}; none for a passage of few nouns. */
    Optional<List<Double>> of(String passage) throws JWNLException {
        List<String> nouns = nouns(passage);
        if (nouns.size() < FEWEST_NOUNS) {
            return Optional.empty();
        }
        List<Double> scores = new ArrayList<>();
        for (String topic : NAMES) {
            scores.add(mean(nouns, topic));
        }
        return Optional.of(scores);
    }

    private List<String> nouns(String passage) throws JWNLException {
        List<String> nouns = new ArrayList<>();
        for (String word : Corpus.words(passage)) {
            if (word.length() >= SHORTEST_NOUN && !SELDOM_NOUNS.contains(word)) {
                relatedness.noun(word).ifPresent(nouns::add);
            }
        }
        return nouns;
    }

    private double mean(List<String> nouns, String topic) throws JWNLException {
        double sum = 0;
        for (String noun : nouns) {
            sum += relatedness.between(noun, topic);
        }
        return sum / nouns.size();
    }
}
