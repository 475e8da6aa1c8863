// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.frame.FrameOptions;
import dev.memo.spi.StoreLimits;

/**
 * A store that a runtime was told to have. Immutable.
 *
 * @param location where it is: a file
 * @param keyFile the file with the key that encrypts what is stored, empty for none
 * @param writes when a result that was computed is in the store
 * @param limits how much it may take, of all methods together
 * @param compressFromBytes results of so many encoded bytes or more are compressed; {@link FrameOptions#NEVER} for none
 */
public record StoreChoice(
        String location, String keyFile, Writes writes, StoreLimits limits, int compressFromBytes) {
    /** Returns a store that is written behind, without limits, encryption and compression. */
    public static StoreChoice at(String location) {
        return new StoreChoice(location, "", Writes.BEHIND, StoreLimits.NONE, FrameOptions.NEVER);
    }

    /** When what is put is in the store. Immutable. */
    public enum Writes {
        /** Soon after, together with others: what was put last is lost if the process is killed. */
        BEHIND,
        /** Before the call that puts it returns. */
        THROUGH
    }
}
