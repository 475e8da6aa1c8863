// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at other classes through their class files, each read once. All names are internal. Confined to one thread. */
final class Types {
    private static final String OBJECT = "java/lang/Object";

    private final ClassBytes source;
    private final Map<String, Optional<ClassModel>> read = new HashMap<>();

    Types(ClassBytes source) {
        this.source = source;
    }

    /** What can be said of a class when not all class files may be there. Immutable. */
    enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /** Makes a class known that is at hand already. */
    void add(ClassModel model) {
        read.put(model.name(), Optional.of(model));
    }

    /** Returns the class, or null if it has no class file or one that cannot be read. */
    @Nullable
    ClassModel find(String name) {
        return read.computeIfAbsent(name, this::load).orElse(null);
    }

    /** Returns the class, its superclasses and all their interfaces, as far as class files are found; itself first. */
    Set<String> ancestry(String name) {
        Set<String> names = new LinkedHashSet<>();
        collect(name, names);
        return names;
    }

    Answer isSubtype(String name, String supertype) {
        Set<String> ancestry = ancestry(name);
        if (ancestry.contains(supertype) || supertype.equals(OBJECT)) {
            return Answer.YES;
        }
        boolean complete = ancestry.stream().allMatch(each -> find(each) != null);
        return complete ? Answer.NO : Answer.UNKNOWN;
    }

    /** Returns whether the class or one of its superclasses below {@code Object} declares {@code equals}. */
    Answer hasEquals(String name) {
        Set<String> seen = new HashSet<>();
        String at = name;
        while (at != null && !at.equals(OBJECT) && seen.add(at)) {
            ClassModel model = find(at);
            if (model == null) {
                return Answer.UNKNOWN;
            }
            if (model.isRecord() || model.method("equals", "(Ljava/lang/Object;)Z") != null) {
                return Answer.YES;
            }
            at = model.head().superName();
        }
        return Answer.NO;
    }

    private Optional<ClassModel> load(String name) {
        byte[] bytes = source.find(name);
        try {
            return bytes == null ? Optional.empty() : Optional.of(ClassModel.read(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // of a newer Java than is known here: as if it were not there
        }
    }

    private void collect(String name, Set<String> names) {
        if (!names.add(name)) {
            return;
        }
        ClassModel model = find(name);
        if (model == null) {
            return;
        }
        if (model.head().superName() != null) {
            collect(model.head().superName(), names);
        }
        for (String each : model.head().interfaces()) {
            collect(each, names);
        }
    }
}
