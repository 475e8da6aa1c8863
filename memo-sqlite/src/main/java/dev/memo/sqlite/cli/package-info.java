// SPDX-License-Identifier: Apache-2.0
/** The command that looks after a store's file. */
@NullMarked
package dev.memo.sqlite.cli;

import org.jspecify.annotations.NullMarked;
