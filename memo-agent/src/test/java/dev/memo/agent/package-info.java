// SPDX-License-Identifier: Apache-2.0
/** Tests of the agent's parts, and stories of whole JVMs that have it. */
@NullMarked
package dev.memo.agent;

import org.jspecify.annotations.NullMarked;
