// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

/** What happens to a {@link Cached} method that is found to gain nothing by being remembered. Immutable. */
public enum Governor {
    /** What the runtime was told, which is {@link #REPORT} unless it was told otherwise. The default. */
    DEFAULT,
    /** It is reported once for each reason, with the figures, and stays memoized. */
    REPORT,
    /** It is reported, and calls go through without Memo; now and then it is tried again. Never with a barrier per method. */
    BYPASS
}
