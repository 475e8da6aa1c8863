// SPDX-License-Identifier: Apache-2.0
/** The facade: what a program calls. Nothing of Memo imports it. */
@NullMarked
package dev.memo;

import org.jspecify.annotations.NullMarked;
