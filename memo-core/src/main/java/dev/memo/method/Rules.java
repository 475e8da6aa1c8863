// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a rule file: methods to memoize that cannot be annotated, with their settings. Thread-safe: the rules
 * never change, the marks of those that matched are concurrent.
 */
public final class Rules {
    /** No rules. */
    public static final Rules NONE = new Rules(Map.of(), List.of());

    private final Map<String, List<Rule>> byClass;
    private final List<Problem> problems;

    private Rules(Map<String, List<Rule>> byClass, List<Problem> problems) {
        this.byClass = byClass;
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads a rule file's lines. Lines that cannot be read are left out and become {@link #problems}.
     *
     * <p>A line is a method and its settings, {@code net.acme.Prices.price(long, String) ttl=10m keyIgnore=1}. Without
     * parentheses it is about every overload; a line with them is stronger. Settings are those of {@code @Cached} and
     * {@code keyPart} and {@code keyIgnore} with parameter positions from 0. {@code #} begins a comment.
     *
     * @param source the file's name, for messages
     */
    public static Rules parse(String source, List<String> lines) {
        Map<String, Rule> read = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Findings findings = new Findings();
            Rule rule = new RuleLine(source + ":" + (i + 1), lines.get(i), findings).read();
            problems.addAll(findings.problems());
            Rule first = rule == null ? null : read.putIfAbsent(rule.head().identity(), rule);
            if (rule != null && first != null) {
                problems.add(repeated(rule, first));
            }
        }
        return new Rules(grouped(read.values()), problems);
    }

    /** Returns what is wrong with the lines, in their order. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns whether some rule is about the class; allocates nothing. */
    public boolean mentions(String internalClassName) {
        return byClass.containsKey(internalClassName);
    }

    /** Returns the internal names of the classes that the rules are about, in the order of the lines. */
    public Set<String> classNames() {
        return byClass.keySet();
    }

    /**
     * Returns a problem for each rule whose class has no class file, with the nearest names. Blocks on reading class
     * files.
     *
     * @param knownClassNames binary names of classes that the user may have meant
     */
    public List<Problem> checkAgainst(ClassBytes source, Iterable<String> knownClassNames) {
        List<Problem> found = new ArrayList<>();
        byClass.forEach((name, rules) -> {
            if (source.find(name) == null) {
                found.addAll(RuleProblems.unknownClass(rules, knownClassNames));
            }
        });
        return List.copyOf(found);
    }

    /** Returns a problem for each rule that no planned class has matched so far. */
    public List<Problem> unmatched() {
        return byClass.values().stream()
                .flatMap(List::stream)
                .filter(rule -> !rule.isMarked())
                .map(RuleProblems::unmatched)
                .toList();
    }

    /** Returns the rules about a class, those that name parameter types first. */
    List<Rule> of(String internalClassName) {
        return byClass.getOrDefault(internalClassName, List.of());
    }

    private static Map<String, List<Rule>> grouped(Iterable<Rule> rules) {
        Map<String, List<Rule>> byClass = new LinkedHashMap<>();
        for (Rule rule : rules) {
            byClass.computeIfAbsent(rule.head().internalName(), name -> new ArrayList<>())
                    .add(rule);
        }
        for (List<Rule> each : byClass.values()) {
            each.sort((a, b) ->
                    Boolean.compare(a.head().parameters() == null, b.head().parameters() == null));
        }
        return Collections.unmodifiableMap(byClass);
    }

    private static Problem repeated(Rule rule, Rule first) {
        String what =
                rule.head().className() + "." + rule.head().signature() + " has a rule already, in " + first.where();
        return new Problem("REPEATED_RULE", rule.where(), what, "Keep one of them.");
    }
}
