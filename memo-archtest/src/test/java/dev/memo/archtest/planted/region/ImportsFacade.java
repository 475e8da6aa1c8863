// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import dev.memo.archtest.planted.Facade;

/** Planted. */
record ImportsFacade(Facade facade) {}
