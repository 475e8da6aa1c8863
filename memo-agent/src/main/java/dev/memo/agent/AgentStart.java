// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.link.Engine;
import dev.memo.method.Rules;
import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The agent's start, inside its own class loader: options and rules are read, the engine is made and connected to the
 * class that woven code calls, and classes are woven from then on, also those that were loaded before.
 *
 * <p>Called once, by the class that the JVM calls. Stateless.
 */
public final class AgentStart implements BiPredicate<Instrumentation, String> {
    /** Called by name. */
    public AgentStart() {}

    /** Starts; returns whether the application may start, too. */
    @Override
    public boolean test(Instrumentation instrumentation, String argument) {
        Options options = Options.read(argument);
        if (!options.enabled()) {
            return true;
        }
        RuleFile file = RuleFile.read(options.rules());
        WeaveReport report = new WeaveReport();
        report.addOptionProblems(options.problems());
        report.addOptionProblems(file.problems());
        Console console = Console.ofThisProcess();
        Reporter reporter = new Reporter(options.report(), report, console);
        if (options.scans() || file.rules() != Rules.NONE) {
            scan(options, new StartScan(file.rules(), options.stores(), reporter), report, reporter);
        }
        if (options.strict() && report.hasProblems()) {
            reporter.stop();
            return false;
        }
        connect(instrumentation, options, console);
        reporter.start();
        weave(instrumentation, file.rules(), options.stores(), reporter);
        return true;
    }

    private static void scan(Options options, StartScan scan, WeaveReport report, Reporter reporter) {
        if (options.scans()) {
            scan.all();
        } else {
            scan.ruled();
        }
        scan.checkRules(report);
        reporter.writeAgainAtExit(() -> scan.checkRules(report));
    }

    private static void connect(Instrumentation instrumentation, Options options, Console console) {
        Engine engine = new Engine(options.engine());
        String snapshot = options.snapshot();
        if (snapshot != null) {
            engine.keepSnapshot(snapshot);
        }
        String warmUp = options.warmUp();
        if (warmUp != null) {
            engine.keepKeys(warmUp, options.warmUpRate());
        }
        try {
            DispatchClass.define(instrumentation, engine.linker(), new AgentService(engine.service(), console));
        } catch (Exception e) {
            throw new IllegalStateException("woven code cannot reach Memo", e);
        }
    }

    private static void weave(Instrumentation instrumentation, Rules rules, Set<String> stores, Reporter reporter) {
        FirstUse firstUse = new FirstUse();
        if (!rules.classNames().isEmpty()) {
            firstUse.prepare(); // a rule may name a class of the JDK's that this loads: woven later, it would load
            // itself
        }
        instrumentation.addTransformer(new MemoTransformer(rules, stores, reporter, firstUse), true);
        new LoadedClasses(instrumentation, rules, reporter).weave();
    }
}
