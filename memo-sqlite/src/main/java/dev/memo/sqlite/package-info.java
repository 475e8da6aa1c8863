// SPDX-License-Identifier: Apache-2.0
/** Stores in SQLite files, shared by the processes of a machine. */
@NullMarked
package dev.memo.sqlite;

import org.jspecify.annotations.NullMarked;
