// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which classes the stored results of one method may be made of: those that its declared result reaches, values of the
 * JDK, and what the user lists.
 *
 * <p>It is asked by name before a class is loaded, so that bytes from outside the process load nothing else. It holds
 * classes that its class loader holds too, and must not outlive the method's region. Thread-safe.
 */
public final class AllowList {
    /** How many classes it warns of; bytes from outside could name any number. */
    private static final int WARNINGS = 50;

    /** Stands for the class in a remedy. */
    public static final String CLASS = "{class}";

    private final String where;
    private final String remedy;
    private final ClassLoader loader;
    private final List<AllowPattern> patterns;
    private final Map<String, Class<?>> reached;
    private final ConcurrentMap<String, Class<?>> listed = new ConcurrentHashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Class<?> result;
    private final long fingerprint;

    /**
     * Creates the list of one method.
     *
     * @param loader finds classes by name, the one of the method's class
     * @param result the method's declared result, generic where it is: {@code Method.getGenericReturnType()}
     * @param patterns what the user lists
     */
    public AllowList(ClassLoader loader, Type result, Collection<AllowPattern> patterns) {
        this(
                loader,
                result,
                patterns,
                "A stored result",
                "Add allow = \"" + CLASS + "\", or declare a result that names it.");
    }

    /**
     * Creates the list of one method, or of what else keeps values.
     *
     * @param where what begins a message on a class that is not admitted: whose values they are
     * @param remedy what ends it: what to do, with {@link #CLASS} for the class
     */
    public AllowList(ClassLoader loader, Type result, Collection<AllowPattern> patterns, String where, String remedy) {
        this.where = where;
        this.remedy = remedy;
        this.loader = loader;
        this.patterns = List.copyOf(patterns);
        this.reached = Reach.of(result);
        this.result = Reach.rawType(result);
        this.fingerprint = Layouts.ofAll(reached.values());
    }

    /**
     * Returns a number that stands for the classes that the declared result reaches and for their fields. It is the same
     * in every process with the same classes, and another one once a field is added, removed, renamed, moved or retyped.
     */
    public long fingerprint() {
        return fingerprint;
    }

    /** Returns whether values may be made of this class. */
    boolean admits(Class<?> type) {
        Class<?> element = elementOf(type);
        return StoredJdk.admits(element) || known(element.getName()) == element || lists(element);
    }

    /**
     * Returns the class of this name, an array type perhaps, without initialising it.
     *
     * @throws Unreadable if it may not be used, or is not there; nothing is loaded in the first case
     */
    Class<?> find(String name) {
        int dimensions = dimensionsOf(name);
        Class<?> type = element(dimensions == 0 ? name : elementName(name, dimensions));
        for (int i = 0; i < dimensions; i++) {
            type = type.arrayType();
        }
        return type;
    }

    /** Returns whether the method could have returned this value. */
    boolean fits(Object value) {
        return result.isInstance(value);
    }

    /** Logs, once for each class, that results are not kept or not found since it is not admitted. */
    void warn(String name) {
        if (warned.size() < WARNINGS && warned.add(name)) {
            System.getLogger(AllowList.class.getPackageName()).log(Level.WARNING, "{0}", refusal(name));
        }
    }

    /** Why a class is not admitted, and what to do. */
    String refusal(String name) {
        return where + ": what is kept beyond the process may not hold it, found " + name
                + ", which the declared type does not reach and the setting allow does not list. "
                + remedy.replace(CLASS, name);
    }

    private Class<?> element(String name) {
        Class<?> simple = StoredJdk.find(name);
        Class<?> type = simple == null ? known(name) : simple;
        if (type == null && AllowPattern.anyMatches(patterns, name)) {
            type = load(name);
            listed.put(name, type);
        }
        if (type == null) {
            throw new Unreadable(Unreadable.Reason.CLASS_NOT_ALLOWED, name);
        }
        return type;
    }

    private @Nullable Class<?> known(String name) {
        Class<?> type = reached.get(name);
        return type == null ? listed.get(name) : type;
    }

    /** A class that its name does not lead to here could not be read back. */
    private boolean lists(Class<?> element) {
        try {
            return AllowPattern.anyMatches(patterns, element.getName()) && element(element.getName()) == element;
        } catch (Unreadable e) {
            return false;
        }
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Unreadable(Unreadable.Reason.CLASS_MISSING, name);
        }
    }

    private static Class<?> elementOf(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    private static int dimensionsOf(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions > 255) {
            throw new Unreadable(Unreadable.Reason.DAMAGED, "an array of too many dimensions");
        }
        return dimensions;
    }

    private static String elementName(String name, int dimensions) {
        String element = name.substring(dimensions);
        if (element.length() > 2 && element.startsWith("L") && element.endsWith(";")) {
            return element.substring(1, element.length() - 1);
        }
        return StoredJdk.primitiveName(element);
    }
}
