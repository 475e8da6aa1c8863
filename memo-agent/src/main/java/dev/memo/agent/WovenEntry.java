// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.MethodRef;

/**
 * A woven method in the report. Immutable.
 *
 * @param kind {@code memoize} or {@code invalidate}
 * @param settings what is set for it, as {@code key=value} with blanks between; what is left at its default is left out
 */
record WovenEntry(MethodRef method, String kind, String settings) {}
