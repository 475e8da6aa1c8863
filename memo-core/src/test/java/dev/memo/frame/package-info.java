// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.memo.frame;

import org.jspecify.annotations.NullMarked;
