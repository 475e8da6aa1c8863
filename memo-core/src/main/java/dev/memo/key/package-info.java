// SPDX-License-Identifier: Apache-2.0
/** Which key: how parts are hashed, compared and kept, and how the receiver takes part. */
@NullMarked
package dev.memo.key;

import org.jspecify.annotations.NullMarked;
