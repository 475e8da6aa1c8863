// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** Writes maps, collections, texts and numbers as JSON, two blanks for each level. Confined to one thread. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();
    private int level;

    private JsonText() {}

    static String of(Object value) {
        JsonText json = new JsonText();
        json.write(value);
        return json.text.append('\n').toString();
    }

    private void write(Object value) {
        if (value instanceof Map<?, ?> map) {
            writeAll('{', map.entrySet(), '}');
        } else if (value instanceof Collection<?> collection) {
            writeAll('[', collection, ']');
        } else if (value instanceof Map.Entry<?, ?> entry) {
            writeString(String.valueOf(entry.getKey()));
            text.append(": ");
            write(entry.getValue());
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            writeString(value.toString());
        }
    }

    private void writeAll(char open, Collection<?> values, char close) {
        text.append(open);
        level++;
        for (Iterator<?> each = values.iterator(); each.hasNext(); ) {
            newLine();
            write(each.next());
            text.append(each.hasNext() ? "," : "");
        }
        level--;
        if (!values.isEmpty()) {
            newLine();
        }
        text.append(close);
    }

    private void newLine() {
        text.append('\n').append("  ".repeat(level));
    }

    private void writeString(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            writeCharacter(value.charAt(i));
        }
        text.append('"');
    }

    private void writeCharacter(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                boolean plain = c >= ' ' && !Character.isSurrogate(c) && c != 0x7f && c != 0x2028 && c != 0x2029;
                text.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
    }
}
