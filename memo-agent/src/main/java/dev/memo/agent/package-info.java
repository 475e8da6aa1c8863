// SPDX-License-Identifier: Apache-2.0
/** What the agent does inside its own class loader: options, weaving as classes load, and the report of it. */
@NullMarked
package dev.memo.agent;

import org.jspecify.annotations.NullMarked;
