// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * An isolated value: the bytes that every hit decodes afresh.
 *
 * <p>Immutable, as nobody else holds the array.
 *
 * @param bytes what the codec made of the value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array never leaves this package
record Encoded(byte[] bytes) {}
