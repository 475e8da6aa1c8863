// SPDX-License-Identifier: Apache-2.0
/**
 * Values to bytes and back, and the proof that a value needs neither.
 *
 * <p>{@link dev.memo.codec.KryoCodec} is the door for the first, {@link dev.memo.codec.Immutability} for the second. The
 * only package that imports Kryo.
 */
@NullMarked
package dev.memo.codec;

import org.jspecify.annotations.NullMarked;
