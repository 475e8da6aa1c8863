// SPDX-License-Identifier: Apache-2.0
/** A second {@code dev.memo} whose classes each break one rule of the house. */
@NullMarked
package dev.memo.archtest.planted;

import org.jspecify.annotations.NullMarked;
