// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shapes made so far, shared by all methods with the same key part types: a shape names no class of an application.
 *
 * <p>Thread-safe.
 */
final class Shapes {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Map<String, Shape> SHAPES = new ConcurrentHashMap<>();

    private Shapes() {}

    /**
     * Returns the shape for the parts.
     *
     * @param parts the erased types: primitives, String or Object; the receiver, if there is one, is an Object
     * @param receiver whether the first part is the receiver
     * @param stamped whether the entries are stamped
     */
    static Shape of(MethodType parts, boolean receiver, boolean stamped) {
        String kinds = (stamped ? ShapeWriter.STAMPED : "") + kinds(parts, receiver);
        Shape shape = SHAPES.get(kinds);
        if (shape == null) {
            shape = make(kinds, parts);
            Shape earlier = SHAPES.putIfAbsent(kinds, shape);
            shape = earlier == null ? shape : earlier;
        }
        return shape;
    }

    private static String kinds(MethodType parts, boolean receiver) {
        StringBuilder kinds = new StringBuilder();
        for (Class<?> part : parts.parameterList()) {
            kinds.append(
                    part.isPrimitive()
                            ? part.descriptorString().charAt(0)
                            : part == String.class ? PartKind.STRING : PartKind.OBJECT);
        }
        if (receiver) {
            kinds.setCharAt(0, PartKind.RECEIVER);
        }
        return kinds.toString();
    }

    private static Shape make(String kinds, MethodType parts) {
        try {
            byte[] bytes = new ShapeWriter(kinds).write();
            MethodHandles.Lookup shape = LOOKUP.defineHiddenClass(bytes, true);
            Class<?> type = shape.lookupClass();
            MethodType siteAndParts = parts.insertParameterTypes(0, Site.class);
            MethodHandle enter = shape.findStatic(type, "enter", siteAndParts.changeReturnType(Object.class));
            MethodType siteAndArray = MethodType.methodType(ShapeWriter.ENTRY_CLASS, Site.class, Object[].class);
            return new Shape(enter, shape.findStatic(type, "fresh", siteAndArray));
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new LinkageError("Memo cannot make the probe for the key parts " + kinds, e);
        }
    }
}
