// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

/** Says, inside this package, that a part has no bytes that are the same in every process. Confined to one thread. */
final class NotStable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStable() {
        super("the part has no stable bytes", null, false, false);
    }
}
