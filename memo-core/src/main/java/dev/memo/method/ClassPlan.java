// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.PolicyNames;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is to be done with one class: its memoized and invalidating methods, and all that was found wrong. Immutable.
 *
 * @param className the binary name of the class, with dots
 * @param memoized the methods to memoize
 * @param invalidating the methods whose call drops results
 * @param problems what was refused, each with the reason and the remedy; such methods are in neither list
 * @param remarks what is done but looks risky or without effect
 */
public record ClassPlan(
        String className,
        List<MemoizedMethod> memoized,
        List<InvalidatingMethod> invalidating,
        List<Problem> problems,
        List<Problem> remarks) {
    /** Names of classes that frameworks generate: subclasses and proxies that may carry copies of annotations. */
    private static final Pattern GENERATED = Pattern.compile("\\$\\$|\\$ByteBuddy\\$|\\$HibernateProxy\\$");

    public ClassPlan {
        memoized = List.copyOf(memoized);
        invalidating = List.copyOf(invalidating);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /**
     * Plans a class from its class file, without loading it or any other class. Blocks on reading class files.
     *
     * @param classFile the bytes of the class file
     * @param rules the agent's rules, {@link Rules#NONE} if there are none; those that apply are marked as matched
     * @param source finds the other classes that must be looked at: superclasses, parameter types, targets
     */
    public static ClassPlan of(byte[] classFile, Rules rules, ClassBytes source, Purpose purpose) {
        return of(classFile, new Premises(rules, source, purpose, PolicyNames.own()));
    }

    /** Plans a class as above, where there are other eviction policies than Memo's own. */
    public static ClassPlan of(byte[] classFile, Premises premises) {
        ClassModel model;
        try {
            model = ClassModel.read(classFile);
        } catch (IllegalArgumentException e) {
            return unreadable(classFile);
        }
        if (GENERATED.matcher(model.name()).find()) {
            return new ClassPlan(model.binaryName(), List.of(), List.of(), List.of(), List.of());
        }
        Types types = new Types(premises.source());
        types.add(model);
        AsyncTypes async = new AsyncTypes(premises.adapted(), premises.source());
        Planning planning = new Planning(
                types,
                premises.rules(),
                premises.purpose(),
                premises.policies(),
                async,
                premises.wrapped(),
                premises.stores());
        return new ClassPlanner(planning, model).plan();
    }

    /** Returns whether there is nothing to weave or wrap. */
    public boolean isEmpty() {
        return memoized.isEmpty() && invalidating.isEmpty();
    }

    private static ClassPlan unreadable(byte[] classFile) {
        String name = ClassModel.nameIn(classFile);
        Problem problem = name.isEmpty()
                ? new Problem(
                        "UNREADABLE_CLASS_FILE", "a class file", "its bytes are no class file", "Compile it again.")
                : new Problem(
                        "UNREADABLE_CLASS_FILE",
                        TypeNames.shortName(name),
                        "its class file is of a newer Java than this version of Memo knows",
                        "Use a newer Memo, or compile the class for an earlier Java.");
        return new ClassPlan(name.replace('/', '.'), List.of(), List.of(), List.of(problem), List.of());
    }
}
