// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
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
