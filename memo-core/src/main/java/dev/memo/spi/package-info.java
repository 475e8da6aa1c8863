// SPDX-License-Identifier: Apache-2.0
/** The vocabulary: what users may implement or read. Imports nothing of Memo. */
@NullMarked
package dev.memo.spi;

import org.jspecify.annotations.NullMarked;
