// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

/** Says that Memo has done what it must not, whatever the bytes are. Immutable. */
final class Found extends AssertionError {
    private static final long serialVersionUID = 1L;

    Found(String what) {
        super(what);
    }
}
