// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;

/** Joins texts into one line and splits it again, whatever characters they hold. Stateless and thread-safe. */
final class Fields {
    private static final char END = ';';
    private static final char ESCAPE = '\\';

    private Fields() {}

    /** Returns the fields in one line, each ended by a semicolon. */
    static String join(List<String> fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            escape(field, line);
            line.append(END);
        }
        return line.toString();
    }

    static List<String> split(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == END) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == ESCAPE) {
                at = unescape(line, at, field);
            } else {
                field.append(c);
            }
        }
        if (field.length() > 0) {
            throw unreadable(line);
        }
        return fields;
    }

    /** Splits a line that must have so many fields. */
    static List<String> split(String line, int count) {
        List<String> fields = split(line);
        if (fields.size() != count) {
            throw unreadable(line);
        }
        return fields;
    }

    static String numbers(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (Integer number : numbers) {
            text.append(text.length() == 0 ? "" : ",").append(number);
        }
        return text.toString();
    }

    static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String number : text.split(",", -1)) {
                numbers.add(Integer.valueOf(number));
            }
        }
        return numbers;
    }

    static long number(String text) {
        return Long.parseLong(text);
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unreadable(text);
        };
    }

    private static void escape(String field, StringBuilder line) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == END || c == ESCAPE) {
                line.append(ESCAPE).append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029' || c == '\u0085') {
                line.append(ESCAPE).append('u').append(String.format("%04x", (int) c));
            } else {
                line.append(c);
            }
        }
    }

    private static int unescape(String line, int at, StringBuilder field) {
        if (at < line.length() && line.charAt(at) != 'u') {
            field.append(line.charAt(at));
            return at + 1;
        }
        if (at + 5 > line.length()) {
            throw unreadable(line);
        }
        field.append((char) Integer.parseInt(line, at + 1, at + 5, 16));
        return at + 5;
    }

    static IllegalArgumentException unreadable(String line) {
        return new IllegalArgumentException("woven settings: another version of Memo wrote them, found \"" + line
                + "\". Weave the class again with this version.");
    }
}
