// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds out which parameter of a method has the keys, and what its result has for each. Confined to one thread. */
final class EachShapeCheck {
    private static final String MAP = "java/util/Map";
    private static final String LIST = "java/util/List";
    private static final String SET = "java/util/Set";
    private static final Set<String> MANY = Set.of("java/util/Collection", LIST, SET, "java/lang/Iterable");

    private final MethodModel method;
    private final TypeArguments arguments;
    private final Place place;
    private final Findings findings;

    EachShapeCheck(ClassModel owner, MethodModel method, Place place, Findings findings) {
        this.method = method;
        this.arguments = TypeArguments.of(owner, method);
        this.place = place;
        this.findings = findings;
    }

    /** Returns null after a problem. */
    @Nullable
    EachShape check() {
        boolean toMap = is(method.result(), MAP);
        boolean toList = is(method.result(), LIST);
        if (!toMap && !toList) {
            String what = "each is set, but it returns " + TypeNames.withArticle(TypeNames.shortName(method.result()))
                    + ", of which nobody can tell what is whose";
            problem(
                    "EACH_RESULT",
                    what,
                    "Return a Map with what was found for each key, or a List in the keys' order.");
        }
        Integer keys = keys();
        if (keys == null) {
            return null;
        }
        Type declared = method.parameters()[keys];
        Type key = arguments.ofParameter(keys, 0);
        if (toList && !is(declared, LIST)) {
            String what = "each is set, and it returns a List, but takes "
                    + TypeNames.withArticle(TypeNames.shortName(declared)) + ", whose order may be any";
            problem("EACH_ORDER", what, "Take a List, or return a Map.");
        }
        if (toMap) {
            checkKeys(key);
        }
        Type value = arguments.ofResult(toList ? 0 : 1);
        return toMap || toList ? new EachShape(keys, key, value, is(declared, SET), toList) : null;
    }

    private @Nullable Integer keys() {
        List<Integer> many = new ArrayList<>();
        Type[] types = method.parameters();
        for (int i = 0; i < types.length; i++) {
            if (types[i].getSort() == Type.OBJECT && MANY.contains(types[i].getInternalName())) {
                many.add(i);
            }
        }
        if (many.size() == 1) {
            return many.get(0);
        }
        if (many.isEmpty()) {
            problem(
                    "EACH_PARAMETER",
                    "each is set, but none of its parameters is a Collection, List, Set or Iterable",
                    "Take the keys as one of these.");
        } else {
            problem(
                    "EACH_PARAMETER",
                    "each is set, but parameters "
                            + Nearest.join(many.stream().map(String::valueOf).toList(), "and")
                            + " are collections, and one of them only can have the keys",
                    "Take what is the same for all keys as something else, an array for example.");
        }
        return null;
    }

    private void checkKeys(Type key) {
        Type inResult = arguments.ofResult(0);
        boolean known = !key.equals(TypeArguments.OBJECT) && !inResult.equals(TypeArguments.OBJECT);
        if (known && !key.equals(inResult)) {
            String what = "each is set, but it takes keys of type " + TypeNames.shortName(key)
                    + " and returns a Map with keys of type " + TypeNames.shortName(inResult);
            problem("EACH_KEYS", what, "Return what was found by the keys that were asked for.");
        }
    }

    private static boolean is(Type type, String name) {
        return type.getSort() == Type.OBJECT && type.getInternalName().equals(name);
    }

    private void problem(String code, String what, String remedy) {
        findings.problem(place.problem(code, what, remedy));
    }
}
