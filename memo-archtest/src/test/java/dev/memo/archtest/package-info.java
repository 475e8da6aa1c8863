// SPDX-License-Identifier: Apache-2.0
/** The rules of the house as tests over all modules, each with a planted class that breaks it. */
@NullMarked
package dev.memo.archtest;

import org.jspecify.annotations.NullMarked;
