// SPDX-License-Identifier: Apache-2.0
/** Programs that integration tests run in JVMs of their own; each prints what it saw. */
package dev.memo.agent.program;
