// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.region.PolicyNames;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import net.bytebuddy.jar.asm.Type;

/** Reads a declaration's settings; what cannot be read becomes a problem and the default. Confined to one thread. */
final class SettingsReader {
    private static final int LONGEST_NAME = 200;

    private final Declaration declaration;
    private final PolicyNames policies;
    private final Findings findings;

    SettingsReader(Declaration declaration, PolicyNames policies, Findings findings) {
        this.declaration = declaration;
        this.policies = policies;
        this.findings = findings;
    }

    /**
     * Reads all settings.
     *
     * @param defaultName the name if none is written
     * @param isStatic whether the method has no receiver
     */
    MethodSettings read(String defaultName, boolean isStatic, List<Integer> keyParameters) {
        return new MethodSettings(
                says("name") ? value("name", defaultName, value -> name(value, defaultName)) : defaultName,
                durationOrNever("ttl"),
                durationOrNever("idle"),
                constant("barrier", Barrier.KEY),
                isStatic ? noReceiver() : constant("receiver", Receiver.AUTO),
                constant("storage", Storage.AUTO),
                says("maxEntries") ? value("maxEntries", 0L, SettingsReader::entries) : 0,
                bytes("maxBytes"),
                flag("cacheNull", true),
                says("policy") ? value("policy", "", this::policy) : "",
                says("jitter") ? value("jitter", 0.0, SettingsReader::jitter) : 0,
                constant("governor", Governor.DEFAULT),
                keyFunction(),
                keyParameters,
                WaitingSettings.read(this),
                new FreshnessReader(this).read(),
                List.of(),
                NestedSettings.read(this),
                StoredSettings.read(this),
                "");
    }

    /** Returns the binary name of the key function, empty if there is none. */
    String keyFunction() {
        if (!says("key")) {
            return "";
        }
        String name = value(
                "key",
                AnnotationNames.KEY_FUNCTION,
                value -> as(Type.class, value).getInternalName());
        return name.equals(AnnotationNames.KEY_FUNCTION) ? "" : name.replace('/', '.');
    }

    /** A static method has none, but what is written is read, to be told if it is wrong. */
    private Receiver noReceiver() {
        Receiver unused = constant("receiver", Receiver.AUTO);
        return Receiver.IGNORE;
    }

    /**
     * Returns whether anything is written for the setting. Asked before a function is made that reads it: each takes the JVM
     * half a millisecond of the application's start, and most settings are left out.
     */
    boolean says(String setting) {
        Source source = declaration.source(setting);
        return source != null && source.values().values().get(setting) != null;
    }

    /** Returns a time, 0 if it is left out. */
    long duration(String setting) {
        return says(setting) ? value(setting, 0L, SettingsReader::duration) : 0;
    }

    /** Returns a time or {@link Durations#NEVER}, 0 if it is left out. */
    long durationOrNever(String setting) {
        return says(setting) ? value(setting, 0L, SettingsReader::durationOrNever) : 0;
    }

    /** Returns a number of bytes, 0 if it is left out. */
    long bytes(String setting) {
        return says(setting) ? value(setting, 0L, SettingsReader::bytes) : 0;
    }

    /** Returns a text, an empty one if it is left out. */
    String text(String setting) {
        return says(setting) ? value(setting, "", value -> as(String.class, value)) : "";
    }

    boolean flag(String setting, boolean ifLeftOut) {
        return says(setting) ? value(setting, ifLeftOut, value -> as(Boolean.class, value)) : ifLeftOut;
    }

    <E extends Enum<E>> E constant(String setting, E ifLeftOut) {
        return says(setting) ? value(setting, ifLeftOut, value -> constant(ifLeftOut, value)) : ifLeftOut;
    }

    /** Returns what is written, read by the reader; what it cannot read becomes a problem. */
    <T> T value(String setting, T ifLeftOut, Function<Object, T> reader) {
        Source source = declaration.source(setting);
        if (source == null) {
            return ifLeftOut;
        }
        try {
            Object value = source.values().values().get(setting);
            return value == null ? ifLeftOut : reader.apply(value);
        } catch (ValueException e) {
            findings.problem(source.place().problem(code(setting), setting + " " + e.complaint(), e.remedy()));
            return ifLeftOut;
        }
    }

    /** Returns {@code BAD_MAX_BYTES} for {@code maxBytes}. */
    static String code(String setting) {
        return "BAD_" + setting.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static String name(Object value, String defaultName) {
        String name = as(String.class, value);
        if (name.length() > LONGEST_NAME) {
            String found = "must have at most " + LONGEST_NAME + " characters, was " + name.length() + " long";
            throw new ValueException("the name", found, "Shorten it.");
        }
        if (name.isBlank() && !name.isEmpty()) {
            String instead = "Leave it out to be called " + defaultName + ".";
            throw new ValueException("the name", "must not be blank, was \"" + name + "\"", instead);
        }
        return name.isEmpty() ? defaultName : name;
    }

    private static long duration(Object value) {
        String text = as(String.class, value);
        return text.isEmpty() ? 0 : Durations.parse(text);
    }

    static long durationOrNever(Object value) {
        String text = as(String.class, value);
        return text.isEmpty() ? 0 : Durations.parseOrNever(text);
    }

    private static long bytes(Object value) {
        String text = as(String.class, value);
        return text.isEmpty() ? 0 : ByteSizes.parse(text);
    }

    private static long entries(Object value) {
        long entries = as(Long.class, value);
        if (entries < 1) {
            throw new ValueException(
                    "the number", "must be at least 1, was " + entries, "Leave it out to have no limit of its own.");
        }
        return entries;
    }

    private String policy(Object value) {
        String text = as(String.class, value);
        return text.isEmpty() ? "" : PolicyChoice.parse(text, policies);
    }

    private static double jitter(Object value) {
        double jitter = as(Double.class, value);
        if (jitter >= 0 && jitter <= 1) {
            return jitter;
        }
        throw new ValueException(
                "the share",
                "must be from 0 to 1, was " + jitter,
                "Write it like 0.1, which shortens a ttl by up to a tenth.");
    }

    private static <E extends Enum<E>> E constant(E one, Object value) {
        E[] constants = one.getDeclaringClass().getEnumConstants();
        String text = as(String.class, value);
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < constants.length; i++) {
            if (constants[i].name().equals(text)) {
                return constants[i];
            }
            names.append(i == 0 ? "" : i == constants.length - 1 ? " or " : ", ")
                    .append(constants[i]);
        }
        throw new ValueException(
                "the value",
                "must be " + names + ", was " + text,
                "Write one of these, or use a version of Memo that knows " + text + ".");
    }

    static <T> T as(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new ValueException(
                    "the value",
                    "is of a kind that this version of Memo does not know",
                    "Use memo-annotations and Memo of the same version.");
        }
        return type.cast(value);
    }
}
