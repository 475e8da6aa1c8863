// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import java.sql.Connection;

/** Planted. */
record ImportsJdbc(Connection connection) {}
