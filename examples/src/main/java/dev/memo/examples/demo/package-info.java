// SPDX-License-Identifier: Apache-2.0
/** What the debates of the European Parliament are about, by WordNet: the program that {@code ./demo} runs twice. */
@NullMarked
package dev.memo.examples.demo;

import org.jspecify.annotations.NullMarked;
