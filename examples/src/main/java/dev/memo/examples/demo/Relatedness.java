// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import dev.memo.annotation.Cached;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.relationship.Relationship;
import net.sf.extjwnl.data.relationship.RelationshipFinder;
import net.sf.extjwnl.data.relationship.RelationshipList;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * How closely two nouns are related: one over the steps of the shortest way from one to the other through WordNet's
 * graph of broader terms, over all pairs of their senses.
 *
 * <p>Its one expensive method is private, called from within, and memoized by its annotation alone. Thread-safe.
 */
final class Relatedness {
    private final Dictionary wordNet;
    private final LongAdder searches = new LongAdder();

    Relatedness(Dictionary wordNet) {
        this.wordNet = wordNet;
    }

    /** Returns the base form of a noun ("policies" gives "policy"), or nothing if WordNet does not know the noun. */
    Optional<String> noun(String word) throws JWNLException {
        return Optional.ofNullable(wordNet.lookupIndexWord(POS.NOUN, word)).map(IndexWord::getLemma);
    }

    /** Returns a number from 0 (not related) to 1 (the same thing), equal for (a, b) and (b, a). */
    double between(String a, String b) throws JWNLException {
        return a.compareTo(b) <= 0 ? relatedness(a, b) : relatedness(b, a);
    }

    /** Returns how often the original below has run: Memo's loads, counted without Memo. */
    long searches() {
        return searches.sum();
    }

    @Cached
    private double relatedness(String a, String b) throws JWNLException {
        searches.increment();
        double closest = 0;
        for (Synset senseOfA : wordNet.lookupIndexWord(POS.NOUN, a).getSenses()) {
            for (Synset senseOfB : wordNet.lookupIndexWord(POS.NOUN, b).getSenses()) {
                closest = Math.max(closest, relatedness(senseOfA, senseOfB));
            }
        }
        return closest;
    }

    private static double relatedness(Synset a, Synset b) throws JWNLException {
        RelationshipList ways = waysThroughBroaderTerms(a, b);
        Relationship shortest = ways.getShallowest();
        return shortest == null ? 0 : 1.0 / (1 + shortest.getDepth());
    }

    private static RelationshipList waysThroughBroaderTerms(Synset a, Synset b) throws JWNLException {
        try {
            return RelationshipFinder.findRelationships(a, b, PointerType.HYPERNYM);
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("WordNet's senses can be cloned", e);
        }
    }
}
