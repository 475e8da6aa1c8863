// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import dev.memo.bench.probe.BytesPerEntry;
import dev.memo.bench.probe.ColdKey;
import dev.memo.bench.probe.Startup;

/** A measurement that is a program of its own. Immutable. */
enum Probe {
    COLD_KEY(ColdKey.class, true),
    BYTES_PER_ENTRY(BytesPerEntry.class, false),
    STARTUP(Startup.class, false);

    final String name;
    final Class<?> type;
    final boolean woven;

    Probe(Class<?> type, boolean woven) {
        this.name = type.getSimpleName();
        this.type = type;
        this.woven = woven;
    }
}
