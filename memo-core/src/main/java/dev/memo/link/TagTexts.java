// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.MethodRef;
import dev.memo.method.TagTemplate;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts tags together from the arguments and the result of a call, through accessors that were looked up once.
 *
 * <p>A tag in which something is null is left out. Immutable. Runs user code.
 */
final class TagTexts {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

    private final List<List<Part>> tags;
    private final @Nullable LinkageError trouble;

    private TagTexts(List<List<Part>> tags, @Nullable LinkageError trouble) {
        this.tags = tags;
        this.trouble = trouble;
    }

    /** Returns what throws whenever it is asked, as an accessor cannot be called. */
    static TagTexts broken(LinkageError trouble) {
        return new TagTexts(List.of(), trouble);
    }

    /**
     * Looks up the accessors.
     *
     * @param loader of the class whose method has the tags
     * @throws LinkageError if one cannot be called
     */
    static TagTexts of(List<TagTemplate> templates, @Nullable ClassLoader loader) {
        List<List<Part>> tags = new ArrayList<>();
        for (TagTemplate template : templates) {
            List<Part> parts = new ArrayList<>();
            for (TagTemplate.Part part : template.parts()) {
                List<MethodHandle> steps = new ArrayList<>();
                part.steps().forEach(step -> steps.add(accessor(template.text(), step, loader)));
                parts.add(new Part(part, List.copyOf(steps)));
            }
            tags.add(List.copyOf(parts));
        }
        return new TagTexts(List.copyOf(tags), null);
    }

    /** Returns the tags of one call. */
    List<String> of(IntFunction<@Nullable Object> arguments, @Nullable Object result) {
        if (trouble != null) {
            throw new IllegalStateException(trouble);
        }
        List<String> texts = new ArrayList<>();
        for (List<Part> tag : tags) {
            StringBuilder text = new StringBuilder();
            boolean whole = true;
            for (Part part : tag) {
                Object value = part.value(arguments, result);
                whole &= value != null;
                text.append(value);
            }
            if (whole) {
                texts.add(text.toString());
            }
        }
        return texts;
    }

    private static MethodHandle accessor(String tag, MethodRef step, @Nullable ClassLoader loader) {
        try {
            Class<?> owner = Class.forName(step.owner(), false, loader);
            MethodType type = MethodType.fromMethodDescriptorString(step.descriptor(), owner.getClassLoader());
            return lookup(owner).findVirtual(owner, step.name(), type).asType(ACCESSOR);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("tag \"" + tag + "\": " + step.text() + " cannot be called", e);
        }
    }

    private static MethodHandles.Lookup lookup(Class<?> owner) {
        try {
            return MethodHandles.privateLookupIn(owner, LOOKUP);
        } catch (IllegalAccessException e) { // of a module that does not open it: what is public there can be called
            return MethodHandles.publicLookup();
        }
    }

    /** A part of a tag, with the accessors that lead to it. Immutable. */
    private record Part(TagTemplate.Part template, List<MethodHandle> steps) {
        @Nullable
        Object value(IntFunction<@Nullable Object> arguments, @Nullable Object result) {
            int source = template.source();
            if (source == TagTemplate.Part.LITERAL) {
                return template.literal();
            }
            Object at = source == TagTemplate.Part.RESULT ? result : arguments.apply(source);
            for (MethodHandle step : steps) {
                at = at == null ? null : call(step, at);
            }
            return at;
        }

        private static @Nullable Object call(MethodHandle step, Object on) {
            try {
                return (Object) step.invokeExact(on);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
