// SPDX-License-Identifier: Apache-2.0
/** Tests of what belongs to a key. */
@org.jspecify.annotations.NullMarked
package dev.memo.key;
