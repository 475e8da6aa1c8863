// SPDX-License-Identifier: Apache-2.0
package dev.memo.snapshot;

import java.util.zip.CRC32C;

/**
 * How a file is laid out: {@code MEMOSNAP}, two bytes for the format, one for the {@link Content}; then, compressed by
 * DEFLATE, names of regions and rows, the most used first, and an end mark; then the length of all that in eight bytes and
 * its CRC-32C in four. All numbers are big-endian. Stateless.
 */
final class SnapshotFormat {
    static final byte[] MAGIC = {'M', 'E', 'M', 'O', 'S', 'N', 'A', 'P'};
    static final int FORMAT = 2;
    static final int HEADER_BYTES = MAGIC.length + 3;
    static final int TRAILER_BYTES = Long.BYTES + Integer.BYTES;

    static final int END = 0;
    static final int NAME = 1;
    static final int ROW = 2;

    /** As long as a frame may be, its header included. */
    static final int MAX_FRAME = (64 << 20) + (1 << 18);

    /** More tags than that has no result in a file. */
    static final int MAX_TAGS = 256;

    private SnapshotFormat() {}

    static CRC32C checksum() {
        return new CRC32C();
    }
}
