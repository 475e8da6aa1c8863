// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.Type;

/** Writes types and methods as a reader knows them. Stateless and thread-safe. */
final class TypeNames {

    private static final Pattern SPOKEN_YOU = Pattern.compile("U(s|ni|[A-Z])"); // a User, a Uni, a URL

    private TypeNames() {}

    /** Returns {@code Outer.Inner} for {@code net.acme.Outer$Inner}, with dots or slashes; {@code Outer$1} stays. */
    static String shortName(String className) {
        String simple = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('/')) + 1);
        return dotted(simple);
    }

    /** Returns the type as written in a method's short text: {@code String}, {@code byte[]}, {@code Map.Entry}. */
    static String shortName(Type type) {
        return shortName(elementOf(type).getClassName()) + brackets(type);
    }

    /** Returns {@code price(long, String)}. */
    static String shortSignature(String name, String descriptor) {
        StringBuilder text = new StringBuilder(name).append('(');
        String separator = "";
        for (Type type : Type.getArgumentTypes(descriptor)) {
            text.append(separator).append(shortName(type));
            separator = ", ";
        }
        return text.append(')').toString();
    }

    /** Returns {@code price(long, java.util.List)}: types as a rule has to write them. */
    static String ruleSignature(String name, String descriptor) {
        StringBuilder text = new StringBuilder(name).append('(');
        String separator = "";
        for (Type type : Type.getArgumentTypes(descriptor)) {
            text.append(separator).append(ruleName(type));
            separator = ", ";
        }
        return text.append(')').toString();
    }

    /** Returns the noun with its article: {@code a Stream}, {@code an Iterator}. */
    static String withArticle(String noun) {
        boolean vowel = "AEIOUaeiou".indexOf(noun.charAt(0)) >= 0
                && !SPOKEN_YOU.matcher(noun).lookingAt();
        return (vowel ? "an " : "a ") + noun;
    }

    static Type elementOf(Type type) {
        return type.getSort() == Type.ARRAY ? type.getElementType() : type;
    }

    private static String ruleName(Type type) {
        String name = elementOf(type).getClassName();
        boolean implied = name.startsWith("java.lang.") && name.indexOf('.', "java.lang.".length()) < 0;
        return (implied ? name.substring("java.lang.".length()) : name) + brackets(type);
    }

    private static String brackets(Type type) {
        return type.getSort() == Type.ARRAY ? "[]".repeat(type.getDimensions()) : "";
    }

    private static String dotted(String simple) {
        StringBuilder text = new StringBuilder(simple);
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) == '$' && Character.isLetter(text.charAt(i + 1))) {
                text.setCharAt(i, '.');
            }
        }
        return text.toString();
    }
}
