// SPDX-License-Identifier: Apache-2.0
/** Tests that live in a JVM that was started with the agent, as an application does. */
@NullMarked
package dev.memo.agent.woven;

import org.jspecify.annotations.NullMarked;
