// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;

/**
 * A tag as it was written, {@code "country:{country}"}, with what stands in braces resolved. Immutable.
 *
 * @param text as it was written
 * @param parts what the tag is put together from
 */
public record TagTemplate(String text, List<Part> parts) {

    public TagTemplate {
        parts = List.copyOf(parts);
    }

    /**
     * A literal text, or the value of a parameter or the result, or a property of it. Immutable.
     *
     * @param literal empty if it is a value
     * @param source the index of the parameter, {@link #RESULT}, or {@link #LITERAL}
     * @param steps the accessors to be called one after the other
     */
    public record Part(String literal, int source, List<MethodRef> steps) {
        /** The source of a literal text. */
        public static final int LITERAL = -2;

        /** The source that is the method's result. */
        public static final int RESULT = -1;

        public Part {
            steps = List.copyOf(steps);
        }

        static Part literal(String text) {
            return new Part(text, LITERAL, List.of());
        }

        private String encode() {
            List<String> fields = new ArrayList<>(List.of(literal, String.valueOf(source)));
            for (MethodRef step : steps) {
                fields.addAll(List.of(step.owner(), step.name(), step.descriptor()));
            }
            return Fields.join(fields);
        }

        private static Part decode(String text) {
            List<String> fields = Fields.split(text);
            List<MethodRef> steps = new ArrayList<>();
            for (int i = 2; i < fields.size(); i += 3) {
                steps.add(new MethodRef(fields.get(i), fields.get(i + 1), fields.get(i + 2)));
            }
            return new Part(fields.get(0), Integer.parseInt(fields.get(1)), steps);
        }
    }

    /** Returns whether the result has a part in it. */
    boolean usesResult() {
        return parts.stream().anyMatch(part -> part.source() == Part.RESULT);
    }

    static String encode(List<TagTemplate> templates) {
        List<String> lines = new ArrayList<>();
        for (TagTemplate template : templates) {
            List<String> fields = new ArrayList<>(List.of(template.text));
            template.parts.forEach(part -> fields.add(part.encode()));
            lines.add(Fields.join(fields));
        }
        return Fields.join(lines);
    }

    static List<TagTemplate> decode(String text) {
        List<TagTemplate> templates = new ArrayList<>();
        for (String line : Fields.split(text)) {
            List<String> fields = Fields.split(line);
            List<Part> parts =
                    fields.subList(1, fields.size()).stream().map(Part::decode).toList();
            templates.add(new TagTemplate(fields.get(0), parts));
        }
        return List.copyOf(templates);
    }
}
