// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.Opcodes;

/** The methods that a class has, inherited ones included. Confined to one thread. */
final class Targets {
    private final List<Target> methods = new ArrayList<>();
    private final List<MethodModel> seen = new ArrayList<>();

    private Targets() {}

    /** A method in the class that declares it. Immutable. */
    record Target(ClassModel owner, MethodModel method) {
        String name() {
            return method.ref().name();
        }
    }

    /** Returns the class's methods without constructors and compiler-made ones; overridden ones are left out. */
    static List<Target> of(ClassModel type, Types types) {
        Targets targets = new Targets();
        for (String name : types.ancestry(type.name())) {
            ClassModel model = types.find(name);
            if (model != null && !name.equals("java/lang/Object")) {
                targets.add(model, model.name().equals(type.name()));
            }
        }
        return targets.methods;
    }

    /**
     * Returns the methods of an object that is wrapped, as its proxy has them: of those of one name and type, the first that
     * is memoized.
     *
     * @param classes the object's classes, by their internal names, those that win first
     */
    static List<Target> ofWrapped(List<String> classes, Types types, Predicate<Target> memoized) {
        Map<String, Target> first = new LinkedHashMap<>();
        for (String name : classes) {
            ClassModel model = types.find(name);
            if (model != null) {
                callable(model)
                        .forEach(next -> first.merge(
                                next.method().ref().name() + next.method().ref().descriptor(),
                                next,
                                (before, other) -> memoized.test(before) || !memoized.test(other) ? before : other));
            }
        }
        return new ArrayList<>(first.values());
    }

    private static List<Target> callable(ClassModel model) {
        return model.methods().stream()
                .filter(method -> !method.isConstructor() && !method.isCompilerMade())
                .map(method -> new Target(model, method))
                .toList();
    }

    private void add(ClassModel model, boolean own) {
        List<MethodModel> added = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            boolean inherited = own || !method.is(Opcodes.ACC_PRIVATE);
            if (inherited && !method.isConstructor() && seen.stream().noneMatch(method::overrides)) {
                added.add(method);
                if (!method.isCompilerMade()) {
                    methods.add(new Target(model, method));
                }
            }
        }
        seen.addAll(added);
    }
}
