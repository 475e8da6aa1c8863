// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

/** How the results of a {@link Cached} method are kept. Immutable. */
public enum Storage {
    /** Shared if the value is proven deeply immutable, else isolated. The default. */
    AUTO,
    /** As bytes: every hit gets a fresh copy, so nobody can change what others get. */
    ISOLATED,
    /** By reference: every hit gets the same instance. For values that nobody changes, or that cannot be copied. */
    SHARED
}
