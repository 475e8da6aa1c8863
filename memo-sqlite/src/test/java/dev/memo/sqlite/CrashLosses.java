// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.util.Locale;

/** How much kills have lost. Confined to one thread. */
final class CrashLosses {
    private long kept;
    private long lost;
    private long oldestMicros;

    void count(boolean there, long ageMicros) {
        kept += there ? 1 : 0;
        lost += there ? 0 : 1;
        oldestMicros = there ? oldestMicros : Math.max(oldestMicros, ageMicros);
    }

    void add(CrashLosses more) {
        kept += more.kept;
        lost += more.lost;
        oldestMicros = Math.max(oldestMicros, more.oldestMicros);
    }

    long kept() {
        return kept;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d kept, %d lost, the oldest of these %.1f ms old", kept, lost, oldestMicros / 1e3);
    }
}
