// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.PolicyNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.bytebuddy.jar.asm.Type;

/** Reads a rule's settings into the form that an annotation's have. Confined to one thread. */
final class RuleSettings {
    private static final List<String> NAMES = List.of(
            "name",
            "ttl",
            "idle",
            "barrier",
            "receiver",
            "storage",
            "maxEntries",
            "maxBytes",
            "cacheNull",
            "policy",
            "jitter",
            "governor",
            "maxWait",
            "onTimeout",
            "onCycle",
            "deadline",
            "key",
            "keyPart",
            "keyIgnore",
            "keep",
            "retry",
            "refresh",
            "early",
            "ttlFrom",
            "nullTtl",
            "emptyTtl",
            "failures",
            "failureTtl",
            "soft",
            "hard",
            "tags",
            "each",
            "of",
            "nestedTtl",
            "dependencies",
            "store",
            "version",
            "code",
            "codePackages",
            "allow",
            "maxHeapBytes");

    private final String where;
    private final String defaultName;
    private final Findings findings;

    RuleSettings(String where, String defaultName, Findings findings) {
        this.where = where;
        this.defaultName = defaultName;
        this.findings = findings;
    }

    /** Returns the values; those that cannot be read are left out and become problems. */
    WrittenValues read(Map<String, String> settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        settings.forEach((name, text) -> {
            try {
                values.put(name, value(name, text));
            } catch (ValueException e) {
                problem(SettingsReader.code(name), name + " " + e.complaint(), e.remedy());
            }
        });
        values.keySet().retainAll(NAMES);
        checkKey(values);
        WrittenValues read = new WrittenValues(values);
        Source source = new Source(new Place(where, "the rule", true), read, true);
        new SettingsReader(new Declaration(source.place(), List.of(source)), PolicyNames.own(), findings)
                .read(defaultName, false, List.of());
        return read;
    }

    private Object value(String name, String text) {
        if (!NAMES.contains(name)) {
            String question =
                    Nearest.question(Nearest.to(name, NAMES), "The settings are " + Nearest.join(NAMES, "and") + ".");
            problem("UNKNOWN_SETTING", "there is no setting " + name, question);
            return "";
        }
        if (text.isBlank()) {
            throw new ValueException(name, "has no value", "Write one after the =, or leave " + name + " out.");
        }
        return switch (name) {
            case "barrier", "receiver", "storage", "governor", "onTimeout", "onCycle" -> text.toUpperCase(Locale.ROOT);
            case "maxEntries" -> number(name, text);
            case "jitter" -> share(name, text);
            case "early" -> factor(name, text);
            case "failures" -> types(name, text);
            case "cacheNull", "each", "nestedTtl", "dependencies", "code" -> flag(name, text);
            case "key" -> type(name, text);
            case "keyPart", "keyIgnore" -> positions(name, text);
            case "tags", "codePackages", "allow" -> List.of(text.strip().split("\\s*,\\s*", -1));
            default -> text;
        };
    }

    private void checkKey(Map<String, Object> values) {
        if (values.containsKey("keyPart") && values.containsKey("keyIgnore")) {
            problem("MIXED_KEY_MARKS", "keyPart and keyIgnore are both set, and each says it all", "Keep one of them.");
        }
    }

    private static Object number(String name, String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw unlike(name, "a whole number", text, "Write it in digits, as in " + name + "=1000.");
        }
    }

    private static Object share(String name, String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw unlike(name, "a number from 0 to 1", text, "Write it like " + name + "=0.1.");
        }
    }

    private static Object factor(String name, String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw unlike(name, "a number", text, "Write it like " + name + "=1.");
        }
    }

    private static Object types(String name, String text) {
        List<Object> types = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            types.add(type(name, each));
        }
        return List.copyOf(types);
    }

    private static Object flag(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unlike(name, "true or false", text, "Write " + name + "=true or " + name + "=false.");
        };
    }

    private static Object type(String name, String text) {
        if (!text.matches("[^\\s/;\\[(<,]+")) {
            throw unlike(name, "the name of a class", text, "Write it with its package, as in net.acme.UserKey.");
        }
        return Type.getObjectType(text.replace('.', '/'));
    }

    private static Object positions(String name, String text) {
        List<Integer> positions = new ArrayList<>();
        for (String position : text.split(",", -1)) {
            if (!position.matches("[0-9]{1,3}")) {
                throw unlike(name, "positions of parameters", text, "Count them from 0, as in " + name + "=0,2.");
            }
            positions.add(Integer.valueOf(position));
        }
        return List.copyOf(positions);
    }

    private static ValueException unlike(String name, String expected, String text, String remedy) {
        return new ValueException(name, "must be " + expected + ", was \"" + text + "\"", remedy);
    }

    private void problem(String code, String what, String remedy) {
        findings.problem(new Problem(code, where, what, remedy));
    }
}
