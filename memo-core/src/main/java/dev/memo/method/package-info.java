// SPDX-License-Identifier: Apache-2.0
/**
 * Which methods are memoized, and how: class files, annotations and rules in; resolved methods or problems out.
 *
 * <p>Nothing here loads a class of the application. Class files are read as bytes.
 */
@NullMarked
package dev.memo.method;

import org.jspecify.annotations.NullMarked;
