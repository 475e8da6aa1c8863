// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.codec.AllowPattern;
import dev.memo.region.Stored;
import java.util.List;

/** How a method's results are kept in a store, as text in woven code and as people write it. Stateless and thread-safe. */
final class StoredSettings {
    /** No store, as people write it where a class's defaults name one. */
    static final String NO_STORE = "none";

    private static final int LONGEST = 200;

    private StoredSettings() {}

    static Stored read(SettingsReader reader) {
        Stored stored = new Stored(
                reader.says("store") ? reader.value("store", "", StoredSettings::store) : "",
                reader.says("version") ? reader.value("version", "", StoredSettings::version) : "",
                reader.flag("code", true),
                reader.says("codePackages")
                        ? reader.value("codePackages", List.<String>of(), StoredSettings::packages)
                        : List.of(),
                reader.says("allow") ? reader.value("allow", List.<String>of(), StoredSettings::patterns) : List.of(),
                reader.bytes("maxHeapBytes"));
        return stored.isStored() ? stored : Stored.NONE;
    }

    static String encode(Stored stored) {
        String text = text(stored);
        return text.equals(text(Stored.NONE)) ? "" : text;
    }

    private static String text(Stored stored) {
        return Fields.join(List.of(
                stored.store(),
                stored.version(),
                String.valueOf(stored.code()),
                Fields.join(stored.codePackages()),
                Fields.join(stored.allow()),
                String.valueOf(stored.maxHeapBytes())));
    }

    static Stored decode(String text) {
        if (text.isEmpty()) {
            return Stored.NONE;
        }
        List<String> parts = Fields.split(text, 6);
        return new Stored(
                parts.get(0),
                parts.get(1),
                Fields.flag(parts.get(2)),
                Fields.split(parts.get(3)),
                Fields.split(parts.get(4)),
                Fields.number(parts.get(5)));
    }

    private static String store(Object value) {
        String text = SettingsReader.as(String.class, value);
        return text.isEmpty() || text.equals(NO_STORE) ? "" : StoreNames.parse(text);
    }

    private static String version(Object value) {
        String text = SettingsReader.as(String.class, value);
        if (text.isBlank() && !text.isEmpty()) {
            throw new ValueException("the version", "must not be blank, was \"" + text + "\"", "Leave it out.");
        }
        if (text.length() > LONGEST) {
            String what = "must have at most " + LONGEST + " characters, was " + text.length() + " long";
            throw new ValueException("the version", what, "Shorten it.");
        }
        return text;
    }

    private static List<String> packages(Object value) {
        List<String> names = texts(value);
        for (String name : names) {
            if (!isPackage(name)) {
                throw new ValueException(
                        "the package",
                        "must name packages, was \"" + name + "\"",
                        "Write it like \"net.acme.rates\"; packages below it are meant too.");
            }
        }
        return names;
    }

    private static boolean isPackage(String name) {
        for (String part : name.split("\\.", -1)) {
            boolean begins = !part.isEmpty() && Character.isJavaIdentifierStart(part.charAt(0));
            if (!begins || !part.chars().allMatch(Character::isJavaIdentifierPart)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> patterns(Object value) {
        List<String> patterns = texts(value);
        for (String pattern : patterns) {
            check(pattern);
        }
        return patterns;
    }

    private static void check(String pattern) {
        try {
            AllowPattern unused = new AllowPattern(pattern);
        } catch (IllegalArgumentException e) {
            throw new ValueException(
                    "the pattern",
                    "must name classes or packages, was \"" + pattern + "\"",
                    "Write it like \"net.acme.Order\", \"net.acme.*\" or \"net.acme.**\".");
        }
    }

    private static List<String> texts(Object value) {
        List<?> list = SettingsReader.as(List.class, value);
        return list.stream()
                .map(each -> SettingsReader.as(String.class, each))
                .distinct()
                .toList();
    }
}
