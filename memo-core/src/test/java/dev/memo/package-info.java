// SPDX-License-Identifier: Apache-2.0
/** Stories across classes, told through the facade. */
@NullMarked
package dev.memo;

import org.jspecify.annotations.NullMarked;
