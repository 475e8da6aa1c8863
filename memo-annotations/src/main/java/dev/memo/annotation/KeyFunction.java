// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

import java.util.function.Function;

/**
 * Computes the key of a call from its arguments, instead of the arguments themselves.
 *
 * <p>A class that implements it is named in {@link Cached#key()} and needs a constructor without parameters. It is
 * given all arguments of the call in the order of the parameters, primitives boxed, and returns an object whose
 * {@code equals} and {@code hashCode} decide; {@code null} is a key too. What it throws makes the call go through
 * uncached, and is counted. It runs on every call, hits included, so it should be cheap.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface KeyFunction extends Function<Object[], Object> {}
