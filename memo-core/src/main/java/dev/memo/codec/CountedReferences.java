// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * References that count how many objects a reader would meet who went down each path anew, as {@code hashCode} does.
 *
 * <p>A list that holds another twice, which holds another twice, and so on to a depth of 60, takes 300 bytes; the hash of
 * a set with it in it would take years. Confined to its Kryo instance.
 */
@SuppressWarnings("rawtypes") // Kryo's own signatures
final class CountedReferences extends References {
    /** How many objects may be met again: a tenth of a second for their hash. */
    private static final long MOST = 1L << 24;

    private long[] weights = new long[16];
    private int next;
    private long met;
    private long again;

    /** Where a reading stands: the object that comes next, and how many were met before it. Immutable. */
    record Mark(int id, long met) {}

    Mark mark() {
        return new Mark(next, met);
    }

    /** Says that the object that came next at this mark has been read, if it was one. */
    void read(Mark mark) {
        if (next > mark.id()) {
            weights[mark.id()] = met - mark.met();
        }
    }

    @Override
    public int nextReadId(Class type) {
        int id = super.nextReadId(type);
        next = id + 1;
        met++;
        if (next > weights.length) {
            weights = Arrays.copyOf(weights, next * 2);
        }
        weights[id] = 1; // until it is complete
        return id;
    }

    @Override
    public @Nullable Object getReadObject(Class type, int id) {
        Object object = super.getReadObject(type, id);
        met += weights[id];
        again += weights[id];
        if (again > MOST) {
            throw new KryoException("shared parts that would be met too often");
        }
        return object;
    }

    @Override
    public void reset() {
        super.reset();
        next = 0;
        met = 0;
        again = 0;
        if (weights.length > 1024) {
            weights = new long[16];
        }
    }
}
