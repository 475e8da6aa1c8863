// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import java.util.Optional;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * Memoizes a method of a library that cannot be annotated, by {@code rule-file.rules}; this file does not mention it.
 *
 * <p>{@code java -javaagent:memo-agent.jar=config=rule-file.rules ... dev.memo.examples.RuleFile}. Confined to one
 * thread.
 */
public final class RuleFile {
    private RuleFile() {}

    /** Looks words up in WordNet; "xyzzy" is not in it, and that is remembered too. */
    public static void main(String[] args) throws JWNLException {
        Dictionary wordNet = Dictionary.getDefaultResourceInstance();
        for (String word : new String[] {"geese", "xyzzy", "geese", "xyzzy", "geese"}) {
            Optional<IndexWord> found = Optional.ofNullable(wordNet.lookupIndexWord(POS.NOUN, word));
            System.out.println(word + ": " + found.map(IndexWord::getLemma).orElse("not a noun"));
        }
        Memo.runtime()
                .methods()
                .forEach(method -> System.out.println(method.name() + ": "
                        + method.stats().loads() + " loads, " + method.stats().hits() + " hits"));
    }
}
