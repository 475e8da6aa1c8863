// SPDX-License-Identifier: Apache-2.0
/** Measurements that JMH has no mode for, each a program of its own. */
@NullMarked
package dev.memo.bench.probe;

import org.jspecify.annotations.NullMarked;
