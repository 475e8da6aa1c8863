// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.memo.codec;

import org.jspecify.annotations.NullMarked;
