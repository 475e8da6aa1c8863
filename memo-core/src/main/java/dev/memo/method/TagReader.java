// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Reads the tags of one method, and resolves what they name. Confined to one thread. */
final class TagReader {
    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}|([^{}]+)");
    private static final String RESULT = "result";

    private final Properties properties;
    private final ClassModel owner;
    private final MethodModel method;
    private final Sources sources;

    TagReader(Types types, ClassModel owner, MethodModel method, Sources sources) {
        this.properties = new Properties(types);
        this.owner = owner;
        this.method = method;
        this.sources = sources;
    }

    /** Says what a tag may name, and takes what is wrong. Implementations are confined to one thread. */
    interface Sources {
        /** Returns why the parameter cannot be named, with the remedy; null if it can. */
        @Nullable
        Wrong parameter(int index);

        /** Returns why the result cannot be named; null if it can. */
        @Nullable
        Wrong result();

        /** Takes a problem. */
        void problem(String what, String remedy);
    }

    /** What is wrong, and what to do. Immutable. */
    record Wrong(String what, String remedy) {}

    /** Returns the tags; those that have problems are left out. */
    List<TagTemplate> read(List<String> written) {
        List<TagTemplate> templates = new ArrayList<>();
        for (String text : written) {
            List<TagTemplate.Part> parts = parts(text);
            if (parts != null) {
                templates.add(new TagTemplate(text, parts));
            }
        }
        return templates;
    }

    private @Nullable List<TagTemplate.Part> parts(String text) {
        if (text.isBlank()) {
            sources.problem(
                    "tags holds a blank one, was \"" + text + "\"", "Write one like \"prices\" or \"price:{id}\".");
            return null;
        }
        List<TagTemplate.Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int at = 0;
        boolean sound = true;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            TagTemplate.Part part = matcher.group(1) == null
                    ? TagTemplate.Part.literal(matcher.group(2))
                    : path(text, matcher.group(1));
            sound &= part != null;
            if (part != null) {
                parts.add(part);
            }
            at = matcher.end();
        }
        if (at < text.length()) {
            problem(text, "has a brace without the other one", "Write names in braces, as in \"price:{id}\".");
            return null;
        }
        return sound ? parts : null;
    }

    private TagTemplate.@Nullable Part path(String tag, String path) {
        String[] names = path.split("\\.", -1);
        int source = names[0].equals(RESULT) ? TagTemplate.Part.RESULT : parameter(tag, names[0]);
        if (source < TagTemplate.Part.RESULT) {
            return null;
        }
        Wrong wrong = source == TagTemplate.Part.RESULT ? sources.result() : sources.parameter(source);
        if (wrong != null) {
            problem(tag, "names " + names[0] + ", " + wrong.what(), wrong.remedy());
            return null;
        }
        Type type = source == TagTemplate.Part.RESULT ? method.result() : method.parameters()[source];
        List<MethodRef> steps = new ArrayList<>();
        for (int i = 1; i < names.length; i++) {
            MethodRef step = step(tag, type, names[i]);
            if (step == null) {
                return null;
            }
            steps.add(step);
            type = Type.getReturnType(step.descriptor());
        }
        return new TagTemplate.Part("", source, steps);
    }

    /** Returns the parameter's index; less than that of the result after a problem. */
    private int parameter(String tag, String name) {
        int count = method.parameters().length;
        if (name.matches("[0-9]{1,3}") && Integer.parseInt(name) < count) {
            return Integer.parseInt(name);
        }
        List<String> names = ParameterNames.of(owner, method);
        if (names == null) {
            problem(
                    tag,
                    "names parameter \"" + name + "\", but the class file has no parameter names",
                    "Write its position, counted from 0, or compile with -parameters.");
            return TagTemplate.Part.LITERAL;
        }
        if (!names.contains(name)) {
            List<String> all = new ArrayList<>(names);
            all.add(RESULT);
            problem(
                    tag,
                    "names \"" + name + "\", which is no parameter",
                    Nearest.question(Nearest.to(name, all), "Write one of " + Nearest.join(all, "and") + "."));
            return TagTemplate.Part.LITERAL;
        }
        return names.indexOf(name);
    }

    private @Nullable MethodRef step(String tag, Type type, String name) {
        MethodRef accessor = properties.accessor(type, name);
        if (accessor == null) {
            List<String> all = properties.names(type);
            String found = TypeNames.withArticle(TypeNames.shortName(type));
            String otherwise = all.isEmpty()
                    ? "Name something that has properties: accessors as name(), getName() or isName()."
                    : "Its properties are " + Nearest.join(all, "and") + ".";
            problem(
                    tag,
                    "names property \"" + name + "\" of " + found + ", which has none of that name",
                    Nearest.question(Nearest.to(name, all), otherwise));
        }
        return accessor;
    }

    private void problem(String tag, String what, String remedy) {
        sources.problem("tag \"" + tag + "\" " + what, remedy);
    }
}
