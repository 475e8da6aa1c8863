// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.key.StableKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.RecordComponentVisitor;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Decides by its declared type whether a parameter of a method with a store can have bytes that are the same in every
 * process. What {@link StableKeys} decides about each call, this knows before the first, where the type tells. Confined
 * to one thread.
 */
final class StableKeyCheck {
    /** Those whose elements have the say. */
    private static final Set<String> CONTAINERS =
            Set.of("java/util/List", "java/util/Set", "java/util/Map", "java/util/Map$Entry");

    private final Types types;
    private final Place place;
    private final Findings findings;

    StableKeyCheck(Types types, Place place, Findings findings) {
        this.types = types;
        this.place = place;
        this.findings = findings;
    }

    void check(int parameter, Type type) {
        Types.Answer stable = answer(type);
        if (stable == Types.Answer.UNKNOWN && isVague(type, new HashSet<>())) {
            findings.remark(place.problem(
                    "MAYBE_UNSTABLE_KEY",
                    "parameter " + parameter + " is " + TypeNames.withArticle(TypeNames.shortName(type))
                            + ", some of whose values have no form that is the same in every process, so that results of"
                            + " calls with such a value stay in the heap",
                    "Declare a String, a number, an enum or a record of such, or " + place.ignoring(parameter) + "."));
        }
        if (stable == Types.Answer.NO) {
            findings.problem(place.problem(
                    "UNSTABLE_KEY",
                    "parameter " + parameter + " is " + TypeNames.withArticle(TypeNames.shortName(type))
                            + ", which has no form that is the same in every process, so that a store could not find it",
                    "Make it an enum or a record of simple values, or " + place.ignoring(parameter) + "."));
        }
    }

    /**
     * Returns whether the type says little of its values, of which some have stable bytes and others not. What collections
     * hold is left to the calls: their declared types say nothing of it here, and they are good keys as a rule.
     */
    private boolean isVague(Type type, Set<String> seen) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() != Type.OBJECT || answer(element) != Types.Answer.UNKNOWN) {
            return false;
        }
        ClassModel model = seen.add(element.getInternalName()) ? types.find(element.getInternalName()) : null;
        if (model == null || isKnownPerValue(model)) {
            return false;
        }
        if (model.isRecord()) {
            return Components.of(model.bytes().reader()).stream().anyMatch(each -> isVague(each, seen));
        }
        if (!model.permitted().isEmpty()) {
            return model.permitted().stream()
                    .map(Type::getObjectType)
                    .anyMatch(each -> answer(each) == Types.Answer.NO || isVague(each, seen));
        }
        return types.ancestry(model.name()).stream().noneMatch(CONTAINERS::contains);
    }

    /** Returns yes if all arguments of this type have stable bytes, no if none has, null aside. */
    Types.Answer answer(Type type) {
        return answer(type, true, new HashSet<>());
    }

    private Types.Answer answer(Type type, boolean arrays, Set<String> seen) {
        if (type.getSort() == Type.ARRAY) {
            return arrays ? answer(type.getElementType(), true, seen) : Types.Answer.NO;
        }
        if (type.getSort() != Type.OBJECT || StableKeys.always(type.getInternalName())) {
            return Types.Answer.YES;
        }
        ClassModel model = seen.add(type.getInternalName()) ? types.find(type.getInternalName()) : null;
        if (model == null) {
            return Types.Answer.UNKNOWN; // not there, or a circle
        }
        if (model.is(Opcodes.ACC_ENUM)) {
            return Types.Answer.YES;
        }
        if (model.name().startsWith("java/")) {
            return model.is(Opcodes.ACC_FINAL) && !isKnownPerValue(model) ? Types.Answer.NO : Types.Answer.UNKNOWN;
        }
        return ofTheApplication(model, seen);
    }

    private Types.Answer ofTheApplication(ClassModel model, Set<String> seen) {
        if (model.isRecord()) {
            return ofRecord(model, seen);
        }
        if (!model.isInterface()) {
            return Types.Answer.NO; // and no subclass of it is an enum or a record
        }
        boolean none = !model.permitted().isEmpty()
                && model.permitted().stream()
                        .allMatch(each -> answer(Type.getObjectType(each), false, seen) == Types.Answer.NO);
        return none ? Types.Answer.NO : Types.Answer.UNKNOWN;
    }

    private Types.Answer ofRecord(ClassModel model, Set<String> seen) {
        if (!RecordEquality.isPlain(model.bytes().reader())) {
            return Types.Answer.NO;
        }
        Types.Answer all = Types.Answer.YES;
        for (Type component : Components.of(model.bytes().reader())) {
            Types.Answer one = answer(component, false, seen);
            all = one == Types.Answer.NO || all == Types.Answer.NO
                    ? Types.Answer.NO
                    : one == Types.Answer.UNKNOWN ? one : all;
        }
        return all;
    }

    private static boolean isKnownPerValue(ClassModel model) {
        return model.name().equals("java/util/Optional") || model.name().equals("java/lang/Class");
    }

    /** Reads the types of a record's components. Confined to one thread. */
    private static final class Components extends ClassVisitor {
        private final List<Type> found = new ArrayList<>();

        private Components() {
            super(Opcodes.ASM9);
        }

        static List<Type> of(ClassReader file) {
            Components components = new Components();
            file.accept(components, ClassReader.SKIP_CODE);
            return components.found;
        }

        @Override
        public @Nullable RecordComponentVisitor visitRecordComponent(
                String name, String descriptor, @Nullable String signature) {
            found.add(Type.getType(descriptor));
            return null;
        }
    }
}
