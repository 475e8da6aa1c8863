// SPDX-License-Identifier: Apache-2.0
/** Tests of the weaver, and what they stand on. */
@NullMarked
package dev.memo.agent.weave;

import org.jspecify.annotations.NullMarked;
