// SPDX-License-Identifier: Apache-2.0
/** The only classes that the application's class loader sees: they start the agent, and nothing else. */
@NullMarked
package dev.memo.agent.boot;

import org.jspecify.annotations.NullMarked;
