// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.ClassBytes;
import dev.memo.method.Problem;
import dev.memo.method.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at the application's class files before it starts, without loading a class: at all of them for a full report,
 * else at those that the rules name. Thread-safe.
 */
final class StartScan {
    private final Rules rules;
    private final Set<String> stores;
    private final Reporter reporter;
    private final ClassPath classPath = ClassPath.ofThisJvm();
    private final ClassBytes source = ClassBytes.of(ClassLoader.getSystemClassLoader());
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    StartScan(Rules rules, Set<String> stores, Reporter reporter) {
        this.rules = rules;
        this.stores = stores;
        this.reporter = reporter;
    }

    void all() {
        classPath.forEach(this::look);
        ruled();
    }

    /** Looks at the classes that the rules name and that were not looked at yet. */
    void ruled() {
        for (String name : rules.classNames()) {
            byte[] classFile = seen.contains(name) ? null : source.find(name);
            if (classFile != null) {
                plan(name, classFile);
            }
        }
    }

    /** Looks for rules whose classes nobody has: neither the class path nor what has loaded since. */
    void checkRules(WeaveReport report) {
        report.classes().forEach(each -> seen.add(each.className().replace('.', '/')));
        ClassBytes known = name -> seen.contains(name) ? new byte[0] : source.find(name);
        List<Problem> problems = new ArrayList<>(rules.problems());
        problems.addAll(rules.checkAgainst(known, () -> classPath.names().iterator()));
        report.setRuleProblems(problems);
    }

    private void look(String name, ClassPath.Content content) throws IOException {
        if (ClassNames.isOwn(name)) {
            return;
        }
        byte[] classFile = content.read();
        if (rules.mentions(name) || Prefilter.mayHaveMethods(classFile)) {
            plan(name, classFile);
        }
    }

    private void plan(String name, byte[] classFile) {
        if (seen.add(name)) {
            try {
                reporter.add(ClassWeaving.of(classFile, rules, source, stores).report());
            } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
                reporter.add(ClassReport.trouble(name.replace('/', '.'), thrown));
            }
        }
    }
}
