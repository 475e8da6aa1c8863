// SPDX-License-Identifier: Apache-2.0
/** Direct caches under the model checker. */
@NullMarked
package dev.memo.cache;

import org.jspecify.annotations.NullMarked;
