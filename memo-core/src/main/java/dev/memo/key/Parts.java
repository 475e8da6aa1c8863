// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and compares key parts: by their own {@code equals}, arrays by content, also inside the JDK's lists, map
 * values and optionals.
 *
 * <p>Stateless. Runs user code.
 */
public final class Parts {
    private static final Integer PLAIN = 0;
    private static final Integer CONTENT = 1;

    /** Values are of the JDK's, so that a class of the JDK's that is asked about does not keep Memo's loader alive. */
    private static final ClassValue<Integer> KINDS = new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return type.isArray() || type == Optional.class || ofTheJdk(type) ? CONTENT : PLAIN;
        }

        /** The equality of an application's list or map may say more than what it holds. */
        private static boolean ofTheJdk(Class<?> type) {
            return type.getClassLoader() == null
                    && (List.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
        }
    };

    private Parts() {}

    /** Returns the part's hash code; equal parts have equal ones. */
    public static int hash(@Nullable Object part) {
        if (part == null) {
            return 0;
        }
        Class<?> type = part.getClass();
        if (type == String.class || type == Long.class || type == Integer.class) {
            return part.hashCode();
        }
        return KINDS.get(type).equals(PLAIN) ? part.hashCode() : hashContent(part);
    }

    /** Returns whether a kept part equals an argument. */
    public static boolean equal(@Nullable Object kept, @Nullable Object argument) {
        if (kept == argument) {
            return true;
        }
        if (kept == null || argument == null) {
            return false;
        }
        return kept.equals(argument) ? mutual(kept, argument) : equalContent(kept, argument);
    }

    /** Returns whether a kept string equals an argument. */
    public static boolean equal(@Nullable String kept, @Nullable String argument) {
        return Objects.equals(kept, argument);
    }

    /** Returns whether two numbers of one type are equal; of any integral type but {@code long}. */
    public static boolean equal(int kept, int argument) {
        return kept == argument;
    }

    /** Returns whether two numbers are equal. */
    public static boolean equal(long kept, long argument) {
        return kept == argument;
    }

    /** Returns whether two numbers are equal as {@link Float#equals} has it: NaN is, 0.0 and -0.0 are not. */
    public static boolean equal(float kept, float argument) {
        return Float.floatToIntBits(kept) == Float.floatToIntBits(argument);
    }

    /** Returns whether two numbers are equal as {@link Double#equals} has it: NaN is, 0.0 and -0.0 are not. */
    public static boolean equal(double kept, double argument) {
        return Double.doubleToLongBits(kept) == Double.doubleToLongBits(argument);
    }

    /**
     * Returns a number or a sum of parts with its bits spread, the upper ones best. Its upper half begins like the golden ratio,
     * so that numbers in a row come to lie evenly (Knuth, volume 3, 6.4); the lower half, which counts where only upper bits
     * differ, like the root of two.
     */
    public static long spread(long sum) {
        return sum * 0x9E3779B96A09E667L;
    }

    /** Returns what was spread: different numbers are spread to different ones, as the factor is odd. */
    public static long unspread(long spread) {
        return spread * 0x4A8036180B39D557L;
    }

    /** Returns the hash code of a key: the upper half of what is spread. */
    public static int upper(long spread) {
        return (int) (spread >>> 32);
    }

    /** Returns the sum of the parts before and one more, in which all of their bits count. */
    public static long sum(long before, long part) {
        return before * 0xBBE0563303A4615FL + part;
    }

    /** A class may take another's instances for equal, which do not think so: a date does so with timestamps. */
    private static boolean mutual(Object kept, Object argument) {
        return kept.getClass() == argument.getClass()
                || (isContainer(kept) && isContainer(argument))
                || argument.equals(kept);
    }

    private static boolean isContainer(Object part) {
        return part.getClass().getClassLoader() == null && (part instanceof Collection || part instanceof Map);
    }

    private static int hashContent(Object part) {
        if (part.getClass().isArray()) {
            return ArrayParts.hash(part);
        }
        if (part instanceof List<?> list) {
            return hashList(list);
        }
        if (part instanceof Map<?, ?> map) {
            return hashMap(map);
        }
        return part instanceof Optional<?> optional ? hash(optional.orElse(null)) : part.hashCode();
    }

    /** Reached when {@code equals} says no: arrays, or containers that may hold arrays, or just another key. */
    private static boolean equalContent(Object kept, Object argument) {
        if (KINDS.get(kept.getClass()).equals(PLAIN)
                || KINDS.get(argument.getClass()).equals(PLAIN)) {
            return false;
        }
        if (kept.getClass().isArray()) {
            return ArrayParts.equal(kept, argument);
        }
        if (kept instanceof List<?> a && argument instanceof List<?> b) {
            return equalLists(a, b);
        }
        if (kept instanceof Map<?, ?> a && argument instanceof Map<?, ?> b) {
            return equalMaps(a, b);
        }
        return kept instanceof Optional<?> a
                && argument instanceof Optional<?> b
                && equal(a.orElse(null), b.orElse(null));
    }

    private static int hashList(List<?> list) {
        int hash = 1;
        for (Object element : list) {
            hash = 31 * hash + hash(element);
        }
        return hash;
    }

    private static int hashMap(Map<?, ?> map) {
        int hash = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            hash += Objects.hashCode(entry.getKey()) ^ hash(entry.getValue());
        }
        return hash;
    }

    private static boolean equalLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        var others = b.iterator();
        for (Object element : a) {
            if (!others.hasNext() || !equal(element, others.next())) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            Object value = b.get(entry.getKey());
            if (!equal(entry.getValue(), value) || (value == null && !b.containsKey(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
