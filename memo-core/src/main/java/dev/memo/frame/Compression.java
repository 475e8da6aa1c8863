// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Compresses payloads by the JDK's own DEFLATE (RFC 1951), at its fastest level. Stateless. */
final class Compression {
    /** Higher ones take two to three times as long for a sixth fewer bytes. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private Compression() {}

    /** Returns fewer bytes that stand for these, or null if it takes as many. */
    static byte @Nullable [] compress(byte[] plain) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            byte[] out = new byte[plain.length];
            deflater.setInput(plain);
            deflater.finish();
            int length = deflater.deflate(out);
            return deflater.finished() && length < plain.length ? Arrays.copyOf(out, length) : null;
        } finally {
            deflater.end();
        }
    }

    /**
     * Returns what was compressed, or null if it was not, or not to this length.
     *
     * @param length checked by the caller: so much memory is taken, and no more, whatever the bytes say
     */
    static byte @Nullable [] expand(byte[] compressed, int length) {
        Inflater inflater = new Inflater(true);
        try {
            byte[] out = new byte[length];
            inflater.setInput(compressed);
            int filled = 0;
            while (filled < length && !inflater.finished()) {
                int more = inflater.inflate(out, filled, length - filled);
                if (more == 0) {
                    return null;
                }
                filled += more;
            }
            return filled == length && endsHere(inflater) ? out : null;
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }

    private static boolean endsHere(Inflater inflater) throws DataFormatException {
        boolean nothingMore = inflater.finished() || inflater.inflate(new byte[1]) == 0;
        return nothingMore && inflater.finished() && inflater.getRemaining() == 0;
    }
}
