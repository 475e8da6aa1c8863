// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.region.Waiting;
import java.util.List;

/** How callers of a method wait, as text in woven code and as people write it. Stateless and thread-safe. */
final class WaitingSettings {
    /** No limit to a wait, as people write it. */
    static final String FOREVER = "forever";

    private WaitingSettings() {}

    static Waiting read(SettingsReader reader) {
        return new Waiting(
                reader.says("maxWait") ? reader.value("maxWait", 0L, WaitingSettings::limit) : 0,
                reader.constant("onTimeout", OnTimeout.RUN),
                reader.constant("onCycle", OnCycle.RUN),
                Math.max(0, reader.durationOrNever("deadline")));
    }

    static String encode(Waiting waiting) {
        String text = text(waiting);
        return text.equals(text(Waiting.DEFAULT)) ? "" : text;
    }

    private static String text(Waiting waiting) {
        return Fields.join(List.of(
                String.valueOf(waiting.maxWaitNanos()),
                waiting.onTimeout().name(),
                waiting.onCycle().name(),
                String.valueOf(waiting.deadlineNanos())));
    }

    static Waiting decode(String text) {
        if (text.isEmpty()) {
            return Waiting.DEFAULT;
        }
        List<String> parts = Fields.split(text, 4);
        return new Waiting(
                Fields.number(parts.get(0)),
                OnTimeout.valueOf(parts.get(1)),
                OnCycle.valueOf(parts.get(2)),
                Fields.number(parts.get(3)));
    }

    private static long limit(Object value) {
        String text = SettingsReader.as(String.class, value);
        return text.isEmpty() || text.strip().equals(FOREVER) ? 0 : Durations.parse(text);
    }
}
