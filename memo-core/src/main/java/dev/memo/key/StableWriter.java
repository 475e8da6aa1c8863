// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of one key. As in {@link Parts}, arrays count by content on their own, in lists, in map values and in
 * optionals, but by identity in sets, map keys, entries and records: there they have no stable bytes. Confined to one
 * thread.
 */
final class StableWriter {
    private static final int DEPTH = 64;

    private final StableBytes out;
    private final StableClasses classes;

    StableWriter(StableBytes out, StableClasses classes) {
        this.out = out;
        this.classes = classes;
    }

    /**
     * Writes a part.
     *
     * @throws NotStable if it has no bytes that are the same in every process
     */
    void write(@Nullable Object part) {
        write(part, DEPTH, true);
    }

    /** Writes a part or what is in one; arrays only where they count by content. */
    private void write(@Nullable Object part, int depth, boolean arrays) {
        if (depth == 0) {
            throw new NotStable();
        }
        if (part == null) {
            out.tag(StableBytes.NULL);
        } else if (!StableScalars.write(part, out)) {
            writeCompound(part, depth, arrays);
        }
    }

    private void writeCompound(Object part, int depth, boolean arrays) {
        Class<?> type = part.getClass();
        if (part instanceof Enum<?> constant) {
            out.tag(StableBytes.ENUM);
            out.text(classes.nameOf(constant.getDeclaringClass()));
            out.text(constant.name());
        } else if (part instanceof Class<?> named) {
            out.tag(StableBytes.CLASS);
            out.text(classes.nameOf(named));
        } else if (type.isArray()) {
            writeArray(part, depth, arrays);
        } else if (part instanceof Optional<?> optional) {
            out.tag(StableBytes.OPTIONAL);
            write(optional.orElse(null), depth - 1, arrays);
        } else if (type.isRecord()) {
            writeRecord(part, depth);
        } else if (type.getClassLoader() == null) {
            writeContainer(part, depth, arrays);
        } else {
            throw new NotStable();
        }
    }

    private void writeArray(Object array, int depth, boolean arrays) {
        if (!arrays) {
            throw new NotStable();
        }
        int length = Array.getLength(array);
        out.tag(StableBytes.ARRAY);
        out.text(classes.nameOf(array.getClass()));
        out.number(length, Integer.BYTES);
        for (int i = 0; i < length; i++) {
            write(Array.get(array, i), depth - 1, true);
        }
    }

    private void writeRecord(Object part, int depth) {
        Field[] components = classes.componentsOf(part.getClass());
        out.tag(StableBytes.RECORD);
        out.text(classes.nameOf(part.getClass()));
        try {
            for (Field component : components) {
                write(component.get(part), depth - 1, false);
            }
        } catch (IllegalAccessException e) {
            throw new NotStable();
        }
    }

    private void writeContainer(Object part, int depth, boolean arrays) {
        if (part instanceof List<?> list) {
            out.tag(StableBytes.LIST);
            writeAll(list, depth, arrays);
        } else if (part instanceof Set<?> set) {
            out.tag(StableBytes.SET);
            writeSorted(set, depth);
        } else if (part instanceof Map<?, ?> map && !(part instanceof IdentityHashMap)) {
            out.tag(StableBytes.MAP);
            writeMap(map, depth, arrays);
        } else if (part instanceof Map.Entry<?, ?> entry) {
            out.tag(StableBytes.ENTRY);
            write(entry.getKey(), depth - 1, false);
            write(entry.getValue(), depth - 1, false);
        } else {
            throw new NotStable();
        }
    }

    private void writeAll(Collection<?> elements, int depth, boolean arrays) {
        out.number(elements.size(), Integer.BYTES);
        for (Object element : elements) {
            write(element, depth - 1, arrays);
        }
    }

    private void writeSorted(Set<?> elements, int depth) {
        List<byte[]> written = new ArrayList<>(elements.size());
        for (Object element : elements) {
            written.add(apart(writer -> writer.write(element, depth - 1, false)));
        }
        writeInOrder(written);
    }

    private void writeMap(Map<?, ?> map, int depth, boolean arrays) {
        List<byte[]> written = new ArrayList<>(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            written.add(apart(writer -> {
                writer.write(entry.getKey(), depth - 1, false);
                writer.write(entry.getValue(), depth - 1, arrays);
            }));
        }
        writeInOrder(written);
    }

    private byte[] apart(Step step) {
        StableBytes bytes = new StableBytes();
        step.writeTo(new StableWriter(bytes, classes));
        return bytes.toBytes();
    }

    private void writeInOrder(List<byte[]> written) {
        written.sort(Arrays::compareUnsigned);
        out.number(written.size(), Integer.BYTES);
        written.forEach(out::block);
    }

    /** Something to write apart from the rest. Confined to one thread. */
    private interface Step {
        void writeTo(StableWriter writer);
    }
}
