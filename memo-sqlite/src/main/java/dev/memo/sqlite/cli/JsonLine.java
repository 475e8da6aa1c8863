// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite.cli;

import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;

/** A row as a line of JSON. Confined to one thread. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    private JsonLine() {}

    /** Returns the line of a row, with its key and value only if they are wanted. */
    static String of(StoreRow row, boolean whole) {
        StoreValue value = row.value();
        JsonLine line = new JsonLine();
        line.text("region", row.key().region());
        line.text("digest", HexFormat.of().formatHex(row.key().digest()));
        line.number("bytes", row.weight());
        line.number("hits", row.hits());
        line.time("writtenAt", value.writtenAtMicros());
        line.time("staleAt", value.staleAtMicros());
        line.time("endsAt", value.endsAtMicros());
        line.time("usedAt", row.usedAtMicros());
        if (value.idleMicros() != StoreValue.NEVER) {
            line.number("idleMicros", value.idleMicros());
        }
        line.number("loadNanos", value.loadNanos());
        line.text("fingerprint", HexFormat.of().formatHex(value.fingerprint()));
        if (whole) {
            line.text("key", Base64.getEncoder().encodeToString(row.key().bytes()));
            line.text("value", Base64.getEncoder().encodeToString(value.bytes()));
        }
        return line.text.append('}').toString();
    }

    private void time(String name, long micros) {
        if (micros != StoreValue.NEVER) {
            text(name, Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
        }
    }

    private void number(String name, long number) {
        name(name);
        text.append(number);
    }

    private void text(String name, String content) {
        name(name);
        quote(content);
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name);
        text.append(':');
    }

    private void quote(String content) {
        text.append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
