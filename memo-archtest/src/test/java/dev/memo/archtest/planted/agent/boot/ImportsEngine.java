// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.agent.boot;

import dev.memo.archtest.planted.link.Link;

/** Planted. */
record ImportsEngine(Link link) {}
