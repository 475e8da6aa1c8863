// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import java.util.logging.Logger;

/** Planted. */
record ImportsLogging(Logger logger) {}
