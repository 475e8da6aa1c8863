// SPDX-License-Identifier: Apache-2.0
package kotlin.coroutines;

/** Stands in for Kotlin's interface of this name, which Memo knows by its name only. */
public interface Continuation {}
