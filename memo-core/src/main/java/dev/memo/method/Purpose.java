// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/** What a class is planned for. Immutable. */
public enum Purpose {
    /** Weaving into the class itself: methods need a body. */
    WEAVE,
    /** Wrapping objects of the type in a proxy: abstract methods are fine, only calls from outside are seen. */
    PROXY
}
