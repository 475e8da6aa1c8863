// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Receiver;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds which parameters of an invalidating method make the key of its target. Confined to one thread. */
final class InvalidationArguments {
    private final Planning planning;
    private final Types types;
    private final ClassModel owner;
    private final MethodModel method;
    private final Targets.Target target;
    private final MethodSettings settings;
    private final List<Integer> parts;
    private final Invalidator by;

    InvalidationArguments(Planning planning, Invalidator by, Targets.Target target, MethodSettings settings) {
        this.planning = planning;
        this.types = planning.types();
        this.owner = by.owner();
        this.method = by.method();
        this.target = target;
        this.settings = settings;
        this.parts = settings.keyParameters();
        this.by = by;
    }

    /** Returns whether the target's key has the object it is called on, having checked that this method has it. */
    boolean receiver() {
        if (settings.receiver() == Receiver.IGNORE) {
            return false;
        }
        if (method.isStatic() || !isSameObject()) {
            problem(
                    "INVALIDATES_RECEIVER",
                    keyOf() + " has the object it is called on, which is not known here",
                    "Write all = true, or receiver = IGNORE on " + target.name() + ".");
        }
        return true;
    }

    /** Returns whether this method is called on what the target is called on. */
    private boolean isSameObject() {
        return types.isSubtype(owner.name(), target.owner().name()) == Types.Answer.YES
                || (planning.isWrapped(owner) && planning.isWrapped(target.owner()));
    }

    /** Returns for each key part the index of the parameter; what cannot be found becomes a problem. */
    List<Integer> read(@Nullable List<String> args) {
        List<Integer> found = args == null ? matched() : named(args);
        Type[] mine = method.parameters();
        Type[] theirs = target.method().parameters();
        TypeFit fit = new TypeFit(types);
        for (int i = 0; i < found.size(); i++) {
            Type from = mine[found.get(i)];
            Type to = theirs[parts.get(i)];
            if (!fit.fits(from, to)) {
                String what = "parameter " + found.get(i) + " is " + TypeNames.withArticle(TypeNames.shortName(from))
                        + ", but " + keyOf() + " needs " + TypeNames.withArticle(TypeNames.shortName(to));
                problem("INVALIDATES_TYPES", what, "Name another with args, or write all = true.");
            }
        }
        return found;
    }

    private List<Integer> named(List<String> args) {
        if (args.size() != parts.size()) {
            String what = "args has " + counted(args.size(), "entry", "entries") + ", but " + keyOf() + " has "
                    + counted(parts.size(), "parameter", "parameters");
            problem("INVALIDATES_ARGS", what, "Write one for each, or all = true.");
            return List.of();
        }
        List<Integer> found = new ArrayList<>();
        for (String arg : args) {
            int index = arg.matches("[0-9]{1,3}") ? position(Integer.parseInt(arg)) : name(arg);
            if (index < 0) {
                return List.of();
            }
            found.add(index);
        }
        return found;
    }

    private int position(int index) {
        int count = method.parameters().length;
        if (index < count) {
            return index;
        }
        problem(
                "INVALIDATES_ARGS",
                "args names parameter " + index + ", but it has " + counted(count, "parameter", "parameters"),
                "Count the parameters from 0.");
        return -1;
    }

    private int name(String arg) {
        List<String> names = ParameterNames.of(owner, method);
        if (names == null) {
            problem(
                    "INVALIDATES_ARGS",
                    "args names parameter \"" + arg + "\", but the class file has no parameter names",
                    "Write its position, counted from 0, or compile with -parameters.");
            return -1;
        }
        if (!names.contains(arg)) {
            String otherwise = "Write the name of a parameter, or its position, counted from 0.";
            problem(
                    "INVALIDATES_ARGS",
                    "args names parameter \"" + arg + "\", which it does not have",
                    Nearest.question(Nearest.to(arg, names), otherwise));
        }
        return names.indexOf(arg);
    }

    private List<Integer> matched() {
        List<String> mine = ParameterNames.of(owner, method);
        List<String> theirs = ParameterNames.of(target.owner(), target.method());
        return mine == null || theirs == null ? byPosition() : byName(mine, theirs);
    }

    /** Without names: the same parameters if the lists are equal, else the first ones. */
    private List<Integer> byPosition() {
        if (List.of(method.parameters()).equals(List.of(target.method().parameters()))) {
            return parts;
        }
        int count = KeyParameters.all(method).size();
        if (count < parts.size()) {
            String what = "it has " + counted(count, "parameter", "parameters") + ", but " + keyOf() + " has "
                    + counted(parts.size(), "parameter", "parameters");
            problem("INVALIDATES_ARGS", what, "Write all = true, or give it what the key needs.");
            return List.of();
        }
        return KeyParameters.all(method).subList(0, parts.size());
    }

    private List<Integer> byName(List<String> mine, List<String> theirs) {
        List<Integer> found = new ArrayList<>();
        for (int part : parts) {
            String name = theirs.get(part);
            if (!mine.contains(name)) {
                problem(
                        "INVALIDATES_ARGS",
                        "it has no parameter \"" + name + "\", which " + keyOf() + " needs",
                        "Say which one it is with args, or write all = true.");
                return List.of();
            }
            found.add(mine.indexOf(name));
        }
        return found;
    }

    private String keyOf() {
        return "the key of " + target.method().ref().text();
    }

    private static String counted(int count, String one, String many) {
        return count == 0 ? "no " + many : count == 1 ? "1 " + one : count + " " + many;
    }

    private void problem(String code, String what, String remedy) {
        by.problem(code, what, remedy);
    }
}
