// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.reflect.Field;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The encoded length of records of numbers and at most one text, without encoding them: what varies is reckoned from the
 * components, what does not is learned by encoding some. Of two texts, one may be the other, and written as a reference.
 *
 * <p>A class whose encoded instances turn out longer or shorter than reckoned is never reckoned again. Thread-safe: what
 * races lose is learned again.
 */
public final class FlatSize {
    /** Stands for a length that has to be found out by encoding. */
    public static final int UNKNOWN = -1;

    private static final int LESSONS = 8;
    private static final FlatSize NONE = new FlatSize(List.of());

    private static final ClassValue<FlatSize> SIZES = new ClassValue<>() {
        @Override
        protected FlatSize computeValue(Class<?> type) {
            List<Field> fields = type.isRecord() ? InstanceFields.of(type) : List.of();
            long numbers =
                    fields.stream().filter(f -> f.getType().isPrimitive()).count();
            long texts =
                    fields.stream().filter(f -> f.getType() == String.class).count();
            return texts <= 1 && numbers + texts == fields.size() ? new FlatSize(fields) : NONE;
        }
    };

    private final Field[] fields;
    private volatile int base = UNKNOWN;
    private volatile int lessons;

    private FlatSize(List<Field> fields) {
        this.fields = fields.toArray(new Field[0]);
    }

    /** Returns the length if it can be reckoned by what was learned, else {@link #UNKNOWN}. */
    public static int of(Object value) {
        FlatSize size = SIZES.get(value.getClass());
        int varying = size.lessons < LESSONS ? UNKNOWN : size.varying(value);
        return varying == UNKNOWN ? UNKNOWN : size.base + varying;
    }

    /** Returns the length; asks for the encoded one where it cannot be reckoned. */
    static int of(Object value, ToIntFunction<Object> encoded) {
        FlatSize size = SIZES.get(value.getClass());
        int varying = size.fields.length == 0 ? UNKNOWN : size.varying(value);
        if (varying == UNKNOWN || size.lessons < 0) {
            return encoded.applyAsInt(value);
        }
        return size.lessons < LESSONS ? size.learn(varying, encoded.applyAsInt(value)) : size.base + varying;
    }

    private int learn(int varying, int length) {
        int found = length - varying;
        lessons = base == UNKNOWN || base == found ? lessons + 1 : Integer.MIN_VALUE;
        base = found;
        return length;
    }

    /** Returns what of the length depends on the components, or that it is unknown, as for a null. */
    private int varying(Object value) {
        int sum = 0;
        try {
            for (Field field : fields) {
                Class<?> type = field.getType();
                if (type == long.class) {
                    sum += RootSize.ofLong(field.getLong(value));
                } else if (type == int.class) {
                    sum += RootSize.ofInt(field.getInt(value));
                } else if (type == String.class) {
                    Object text = field.get(value);
                    if (text == null) {
                        return UNKNOWN;
                    }
                    sum += RootSize.of(text);
                }
            }
        } catch (IllegalAccessException e) {
            return UNKNOWN;
        }
        return sum;
    }
}
