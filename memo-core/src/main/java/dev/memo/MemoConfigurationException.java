// SPDX-License-Identifier: Apache-2.0
package dev.memo;

/** Says what is wrong with the settings of a runtime, a proxy or a memoized method, all problems at once. Immutable. */
public final class MemoConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MemoConfigurationException(String message) {
        super(message);
    }

    MemoConfigurationException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
