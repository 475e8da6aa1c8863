// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one line of a rule file: a method, then its settings. Confined to one thread. */
final class RuleLine {
    private static final String NAME = "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*";
    private static final String CLASS = NAME + "(?:\\." + NAME + ")*";
    private static final Pattern TYPE = Pattern.compile(CLASS + "(?: ?\\[ ?\\])*(?: ?\\.\\.\\.)?");
    private static final Pattern HEAD =
            Pattern.compile("(" + CLASS + ")\\.(" + NAME + "|<init>|<clinit>) *(?:\\(([^)]*)\\))?(?=\\s|$)");
    private static final Pattern SETTING = Pattern.compile("\\s*([^\\s=\"]+) *= *(\"[^\"]*\"|[^\\s\"]*)(?=\\s|$)");
    private static final String SHAPE =
            "Write a method and its settings, as in net.acme.Prices.price(long, String) ttl=10m.";

    private final String where;
    private final String line;
    private final Findings findings;

    RuleLine(String where, String line, Findings findings) {
        this.where = where;
        this.line = line;
        this.findings = findings;
    }

    /** Returns the rule, or null if the line is empty or a problem was found. */
    @Nullable
    Rule read() {
        String text = withoutComment(line).strip();
        if (text.isEmpty()) {
            return null;
        }
        Matcher matcher = HEAD.matcher(text);
        if (!matcher.lookingAt()) {
            unreadableHead(text);
            return null;
        }
        Rule.Head head = new Rule.Head(matcher.group(1), matcher.group(2), parameters(matcher.group(3)));
        Map<String, String> settings = settings(text.substring(matcher.end()));
        String defaultName = TypeNames.shortName(head.className()) + "." + head.method();
        WrittenValues values = new RuleSettings(where, defaultName, findings).read(settings);
        return findings.hasProblems() ? null : new Rule(where, head, values);
    }

    private @Nullable List<String> parameters(@Nullable String written) {
        if (written == null) {
            return null;
        }
        List<String> types = new ArrayList<>();
        for (String type : written.isBlank() ? new String[0] : written.split(",", -1)) {
            types.add(type.strip());
            if (!TYPE.matcher(type.strip()).matches()) {
                problem(
                        "UNREADABLE_RULE",
                        "a parameter type must be a class or a primitive, was \"" + type.strip() + "\"",
                        "Write it without type arguments, as in java.util.List or byte[].");
            }
        }
        return types;
    }

    private Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        Matcher setting = SETTING.matcher(text);
        int at = 0;
        while (setting.region(at, text.length()).lookingAt()) {
            at = setting.end();
            String value = setting.group(2);
            boolean quoted = value.startsWith("\"");
            String before = settings.put(setting.group(1), quoted ? value.substring(1, value.length() - 1) : value);
            if (before != null) {
                problem("REPEATED_SETTING", setting.group(1) + " is set twice", "Keep one of them.");
            }
        }
        String rest = text.substring(at).strip();
        if (!rest.isEmpty()) {
            problem("UNREADABLE_RULE", "settings must be name=value, was \"" + rest + "\"", SHAPE);
        }
        return settings;
    }

    private void unreadableHead(String text) {
        String head = text.split("\\s", 2)[0];
        if (head.indexOf('*') >= 0) {
            problem("UNREADABLE_RULE", "patterns are not known, was \"" + head + "\"", "Write a line for each method.");
        } else {
            problem("UNREADABLE_RULE", "a rule must begin with a method, was \"" + head + "\"", SHAPE);
        }
    }

    private void problem(String code, String what, String remedy) {
        findings.problem(new Problem(code, where, what, remedy));
    }

    /** Cuts the line at a # that begins it or follows a space, quoted text left alone. */
    private static String withoutComment(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == '#' && !quoted && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
                return line.substring(0, i);
            }
        }
        return line;
    }
}
