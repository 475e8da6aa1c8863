// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Hashes, compares and copies arrays by content, nested ones too. Stateless. */
final class ArrayParts {
    private ArrayParts() {}

    static int hash(Object array) {
        if (array instanceof Object[] elements) {
            int hash = 1;
            for (Object element : elements) {
                hash = 31 * hash + Parts.hash(element);
            }
            return hash;
        }
        return hashPrimitives(array);
    }

    /** Arrays of different types are not equal: {@code int[]} and {@code long[]} never, nor {@code String[]} and {@code Object[]}. */
    static boolean equal(Object kept, Object argument) {
        if (kept.getClass() != argument.getClass()) {
            return false;
        }
        if (kept instanceof Object[] a && argument instanceof Object[] b) {
            return equalElements(a, b);
        }
        return equalPrimitives(kept, argument);
    }

    /** Returns a copy of an array of primitives, or a shallow one of an array of references. */
    static Object copy(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    private static boolean equalElements(Object[] a, Object[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!Parts.equal(a[i], b[i])) {
                return false;
            }
        }
        return true;
    }

    private static int hashPrimitives(Object array) {
        if (array instanceof byte[] a) {
            return Arrays.hashCode(a);
        } else if (array instanceof int[] a) {
            return Arrays.hashCode(a);
        } else if (array instanceof long[] a) {
            return Arrays.hashCode(a);
        } else if (array instanceof char[] a) {
            return Arrays.hashCode(a);
        } else if (array instanceof double[] a) {
            return Arrays.hashCode(a);
        } else if (array instanceof float[] a) {
            return Arrays.hashCode(a);
        } else if (array instanceof short[] a) {
            return Arrays.hashCode(a);
        }
        return Arrays.hashCode((boolean[]) array);
    }

    private static boolean equalPrimitives(Object kept, Object argument) {
        if (kept instanceof byte[] a) {
            return Arrays.equals(a, (byte[]) argument);
        } else if (kept instanceof int[] a) {
            return Arrays.equals(a, (int[]) argument);
        } else if (kept instanceof long[] a) {
            return Arrays.equals(a, (long[]) argument);
        } else if (kept instanceof char[] a) {
            return Arrays.equals(a, (char[]) argument);
        } else if (kept instanceof double[] a) {
            return Arrays.equals(a, (double[]) argument);
        } else if (kept instanceof float[] a) {
            return Arrays.equals(a, (float[]) argument);
        } else if (kept instanceof short[] a) {
            return Arrays.equals(a, (short[]) argument);
        }
        return Arrays.equals((boolean[]) kept, (boolean[]) argument);
    }
}
