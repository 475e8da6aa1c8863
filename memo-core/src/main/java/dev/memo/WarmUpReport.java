// SPDX-License-Identifier: Apache-2.0
package dev.memo;

/**
 * How far a warm-up has come, see {@link Memo#warmUp}. Immutable.
 *
 * @param waiting how many calls are to be made yet; those of methods that the application has not called so far wait for that
 * @param done how many were made, and returned
 * @param failed how many could not be made, or ended with an exception
 */
public record WarmUpReport(long waiting, long done, long failed) {}
