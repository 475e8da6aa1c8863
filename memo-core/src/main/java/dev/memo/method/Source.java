// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/**
 * One place where settings of a method are written. Immutable.
 *
 * @param place for messages
 * @param values what is written there
 * @param own whether it is about methods, rather than a class's defaults
 */
record Source(Place place, WrittenValues values, boolean own) {}
