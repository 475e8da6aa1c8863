// SPDX-License-Identifier: Apache-2.0
/** The annotations that say which methods are memoized, and how. They depend on nothing. */
package dev.memo.annotation;
