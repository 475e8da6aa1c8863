// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * Finds out what a thousand speeches in the European Parliament are about, passage by passage, by WordNet's graph of
 * broader terms. It knows nothing of Memo but the annotation in {@link Relatedness}; {@code ./demo} runs it without Memo's
 * agent and with it.
 *
 * <p>{@code Demo DIRECTORY WHAT} leaves {@code findings.txt} and {@code figures.txt} in the directory; WHAT begins
 * the progress line. Confined to one thread.
 */
public final class Demo {
    private Demo() {}

    /** Runs it; {@code -Ddemo.terminal=true} says that the progress line may rewrite itself. */
    public static void main(String[] args) throws IOException, JWNLException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        Relatedness relatedness = new Relatedness(Dictionary.getDefaultResourceInstance());
        Findings findings = findings(new Topics(relatedness), Corpus.english(), args[1]);
        Files.write(directory.resolve("findings.txt"), findings.lines());
        Figures.ofThisRun(relatedness).write(directory.resolve("figures.txt"));
    }

    private static Findings findings(Topics topics, List<Speech> speeches, String what) throws JWNLException {
        Progress progress = new Progress(what, speeches.size(), Boolean.getBoolean("demo.terminal"), System.out);
        Findings findings = new Findings();
        for (Speech speech : speeches) {
            for (String passage : speech.passages()) {
                topics.of(passage).ifPresent(scores -> findings.add(speech, passage, scores));
            }
            progress.step();
        }
        return findings;
    }
}
