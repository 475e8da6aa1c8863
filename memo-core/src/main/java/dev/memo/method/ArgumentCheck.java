// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Decides whether arguments of some type can be equal to others, so that there can be hits. Confined to one thread. */
final class ArgumentCheck {
    private final Types types;
    private final Place place;
    private final Findings findings;

    ArgumentCheck(Types types, Place place, Findings findings) {
        this.types = types;
        this.place = place;
        this.findings = findings;
    }

    void check(int parameter, Type type) {
        Type element = TypeNames.elementOf(type);
        if (element.getSort() != Type.OBJECT || UncacheableTypes.isPlain(element.getInternalName())) {
            return;
        }
        String name = element.getInternalName();
        String is = "parameter " + parameter + " is " + TypeNames.withArticle(TypeNames.shortName(type));
        UncacheableTypes.Match match = UncacheableTypes.find(name, types);
        if (match != null && match.kind().isUsedUp()) {
            String what =
                    is + ResultCheck.kindOf(name, match) + ", " + match.kind().because() + " and is equal to no other";
            findings.problem(place.problem(
                    "USED_UP_ARGUMENT", what, "Pass what it holds instead, or " + place.ignoring(parameter) + "."));
        } else {
            checkEquals(parameter, name, is);
        }
    }

    private void checkEquals(int parameter, String name, String is) {
        String remedy = "Give it equals and hashCode, or " + place.ignoring(parameter) + ".";
        if (isNeverEqual(name, new HashSet<>())) {
            findings.problem(place.problem(
                    "UNEQUAL_ARGUMENT", is + ", which has no equals, so that no call would be a hit", remedy));
        } else if (isFunctional(name)) {
            findings.remark(place.problem(
                    "FUNCTION_ARGUMENT",
                    is + ", and a lambda is equal to no other",
                    "Pass the same object each time, or " + place.ignoring(parameter) + "."));
        } else if (isWithoutEquals(name)) {
            findings.remark(place.problem(
                    "IDENTITY_ARGUMENT", is + ", which has no equals, so that only the same object is a hit", remedy));
        }
    }

    /** Returns whether it is proven that no object of the type is equal to another one made later. */
    private boolean isNeverEqual(String name, Set<String> seen) {
        ClassModel model = types.find(name);
        if (model == null || model.is(Opcodes.ACC_ENUM) || types.hasEquals(name) != Types.Answer.NO) {
            return false;
        }
        if (model.permitted().isEmpty()) {
            return model.is(Opcodes.ACC_FINAL) && canBeMade(model);
        }
        return seen.add(name) && model.permitted().stream().allMatch(each -> isNeverEqual(each, seen));
    }

    /** A class with only private constructors may hand out the same few objects again and again, as old enums do. */
    private static boolean canBeMade(ClassModel model) {
        return model.methods().stream()
                .anyMatch(method -> method.ref().name().equals("<init>") && !method.is(Opcodes.ACC_PRIVATE));
    }

    private boolean isFunctional(String name) {
        ClassModel model = types.find(name);
        return (model != null && model.functional()) || name.startsWith("kotlin/jvm/functions/Function");
    }

    private boolean isWithoutEquals(String name) {
        ClassModel model = types.find(name);
        return model != null
                && !model.is(Opcodes.ACC_ENUM | Opcodes.ACC_ABSTRACT)
                && types.hasEquals(name) == Types.Answer.NO;
    }
}
