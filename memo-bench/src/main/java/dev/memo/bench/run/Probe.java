// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import dev.memo.bench.probe.BytesPerEntry;
import dev.memo.bench.probe.ColdKey;
import dev.memo.bench.probe.ExpiryStall;
import dev.memo.bench.probe.InsertFlatness;
import dev.memo.bench.probe.Startup;
import dev.memo.bench.store.StoreCompression;
import dev.memo.bench.store.StoreHit;
import dev.memo.bench.store.StoreSize;
import dev.memo.bench.store.StoreWrites;

/** A measurement that is a program of its own. Immutable. */
enum Probe {
    COLD_KEY(ColdKey.class, true),
    EXPIRY_STALL(ExpiryStall.class, false),
    BYTES_PER_ENTRY(BytesPerEntry.class, false),
    STARTUP(Startup.class, false),
    INSERT_FLATNESS(InsertFlatness.class, Suite.DIRECT, false),
    STORE_HIT(StoreHit.class, Suite.STORE, false),
    STORE_WRITES(StoreWrites.class, Suite.STORE, false),
    STORE_SIZE(StoreSize.class, Suite.STORE, false),
    STORE_COMPRESSION(StoreCompression.class, Suite.STORE, false);

    final String name;
    final Class<?> type;
    final Suite suite;
    final boolean woven;

    /** A probe of memoized methods. */
    Probe(Class<?> type, boolean woven) {
        this(type, Suite.METHODS, woven);
    }

    Probe(Class<?> type, Suite suite, boolean woven) {
        this.name = type.getSimpleName();
        this.type = type;
        this.suite = suite;
        this.woven = woven;
    }
}
