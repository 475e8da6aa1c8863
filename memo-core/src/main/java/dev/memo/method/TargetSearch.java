// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds the memoized method that an {@code @Invalidates} is about. Confined to one thread. */
final class TargetSearch {
    private final Planning planning;
    private final Invalidator by;

    TargetSearch(Planning planning, Invalidator by) {
        this.planning = planning;
        this.by = by;
    }

    /** Returns the method, or null after a problem. */
    Targets.@Nullable Target find(WrittenValues written) {
        ClassModel type = type(written);
        String name = written.get("method", String.class);
        if (type == null) {
            return null;
        }
        if (name == null || name.isEmpty()) {
            nothing(written);
            return null;
        }
        List<Type> parameters = written.list("parameters", Type.class);
        List<Targets.Target> all = targets(type);
        List<Targets.Target> named = new ArrayList<>();
        for (Targets.Target each : all) {
            boolean fits = parameters == null
                    || parameters.equals(List.of(each.method().parameters()));
            if (each.name().equals(name) && fits) {
                named.add(each);
            }
        }
        if (named.isEmpty()) {
            missing(type, name + (parameters == null ? "" : listed(parameters)), name, all);
            return null;
        }
        return onlyMemoized(type, named);
    }

    private List<Targets.Target> targets(ClassModel type) {
        return planning.isWrapped(type)
                ? Targets.ofWrapped(planning.wrapped(), planning.types(), each -> declaration(each) != null)
                : Targets.of(type, planning.types());
    }

    private void nothing(WrittenValues written) {
        if (AnnotationNames.INVALIDATES_SETTINGS.containsAll(written.names())) { // else that is said already
            by.problem(
                    "INVALIDATES_NOTHING",
                    "it says neither method nor tags",
                    "Name the memoized method, or the tags whose results are to be dropped.");
        }
    }

    /** Returns the target's settings, or null after a problem. */
    @Nullable
    MemoizedMethod memoized(Targets.Target target) {
        Declaration declaration = declaration(target);
        MemoizedCheck check =
                declaration == null ? null : new MemoizedCheck(planning, target.owner(), target.method(), declaration);
        MemoizedMethod memoized = check == null ? null : check.check();
        Each each = memoized == null ? null : memoized.each();
        if (each != null) {
            eachKey(target, each);
            return null;
        }
        if (memoized == null) {
            none(target, check == null || check.findings().hasProblems());
        }
        return memoized;
    }

    private void none(Targets.Target target, boolean refused) {
        String text = target.method().ref().text();
        if (refused) {
            by.problem("INVALIDATES_REFUSED", text + " is not memoized, but refused", "Correct that first.");
        } else {
            by.problem(
                    "INVALIDATES_UNSEEN",
                    text + " is not memoized, as a proxy does not see its calls",
                    "Start with the agent, which sees them, or memoize a method that the proxy has.");
        }
    }

    /** It has no result for a call, but one for each of the keys. */
    private void eachKey(Targets.Target target, Each each) {
        boolean shared = target.owner().method(each.item().name(), each.item().descriptor()) != null;
        by.problem(
                "INVALIDATES_EACH",
                target.method().ref().text() + " has results for each key alone",
                shared
                        ? "Name " + each.item().name() + ", whose results they are."
                        : "Drop them by tags, or share those of a method that takes one key, and name that.");
    }

    private @Nullable ClassModel type(WrittenValues written) {
        Type type = written.get("type", Type.class);
        if (type == null || type.getSort() == Type.VOID) {
            return by.owner();
        }
        ClassModel found = type.getSort() == Type.OBJECT ? planning.types().find(type.getInternalName()) : null;
        if (found == null) {
            String what = "class " + type.getClassName() + " is not found";
            by.problem("INVALIDATES_TYPE", what, "Name the class that declares the memoized method.");
        }
        return found;
    }

    private void missing(ClassModel type, String wanted, String name, List<Targets.Target> all) {
        List<Targets.Target> memoized =
                all.stream().filter(each -> declaration(each) != null).toList();
        List<String> near = Nearest.to(name, memoized, Targets.Target::name).stream()
                .map(each -> each.method().signature())
                .toList();
        String otherwise = memoized.isEmpty()
                ? "It has no memoized methods."
                : "Its memoized methods are " + Nearest.join(signatures(memoized), "and") + ".";
        String what = type.shortName() + " has no method " + wanted;
        by.problem("INVALIDATES_METHOD", what, Nearest.question(near, otherwise));
    }

    private Targets.@Nullable Target onlyMemoized(ClassModel type, List<Targets.Target> named) {
        List<Targets.Target> memoized =
                named.stream().filter(each -> declaration(each) != null).toList();
        if (memoized.size() == 1) {
            return memoized.get(0);
        }
        Targets.Target first = named.get(0);
        if (memoized.isEmpty()) {
            String what = first.method().ref().text() + " is not memoized";
            by.problem("INVALIDATES_UNMEMOIZED", what, "Annotate it with @Cached, or remove @Invalidates.");
        } else {
            String what = type.shortName() + " has " + memoized.size() + " memoized methods of that name, "
                    + Nearest.join(signatures(memoized), "and");
            by.problem("INVALIDATES_OVERLOADED", what, "Say which one with parameters = {...}.");
        }
        return null;
    }

    private @Nullable Declaration declaration(Targets.Target target) {
        List<Rule> rules = planning.rules().of(target.owner().name()).stream()
                .filter(rule -> rule.matches(target.method()))
                .toList();
        return Declaration.of(target.owner(), target.method(), rules);
    }

    private static List<String> signatures(List<Targets.Target> targets) {
        return targets.stream().map(each -> each.method().signature()).toList();
    }

    private static String listed(List<Type> parameters) {
        return TypeNames.shortSignature("", Type.getMethodDescriptor(Type.VOID_TYPE, parameters.toArray(new Type[0])));
    }
}
