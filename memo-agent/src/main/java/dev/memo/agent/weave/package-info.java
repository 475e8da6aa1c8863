// SPDX-License-Identifier: Apache-2.0
/**
 * The weaver: class bytes and a list of methods in, class bytes that ask Memo first out. It loads no class of the
 * application and resolves no type.
 */
@NullMarked
package dev.memo.agent.weave;

import org.jspecify.annotations.NullMarked;
