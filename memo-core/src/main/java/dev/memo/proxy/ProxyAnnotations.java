// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import dev.memo.method.ClassBytes;
import dev.memo.method.ClassPlan;
import dev.memo.method.InvalidatingMethod;
import dev.memo.method.Invalidation;
import dev.memo.method.MemoizedMethod;
import dev.memo.method.Premises;
import dev.memo.method.Problem;
import dev.memo.method.Purpose;
import dev.memo.method.Rules;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is annotated on the wrapped type, on the class of the wrapped object, and on all above them.
 *
 * <p>Of several {@code @Cached} on one method the first counts, the type's before the class's; of {@code @Invalidates} all
 * do. Confined to one thread.
 */
final class ProxyAnnotations {
    /** What a caller could not see by the results, but by the log alone. */
    private static final String LOGGED = "MAYBE_UNSTABLE_KEY";

    private final Set<Class<?>> types = new LinkedHashSet<>();
    private final ClassBytes objects;
    private final ProxyPlan.Known known;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<String, Memoized> memoized = new HashMap<>();
    private final Map<String, List<ProxyInvalidation.Dropped>> dropped = new HashMap<>();

    private ProxyAnnotations(Class<?> target, ProxyPlan.Known known) {
        this.objects = ClassBytes.of(target.getClassLoader());
        this.known = known;
    }

    /** Reads what is annotated. */
    static ProxyAnnotations of(Class<?> type, Class<?> target, ProxyPlan.Known known) {
        ProxyAnnotations annotations = new ProxyAnnotations(target, known);
        annotations.addSupertypes(type);
        annotations.addSupertypes(target);
        annotations.types.removeIf(each -> each.getClassLoader() == null); // the JDK's have no annotations of Memo's
        annotations.types.forEach(annotations::read);
        return annotations;
    }

    /** A memoized method, and the class that has its annotation. Immutable. */
    record Memoized(MemoizedMethod method, Class<?> annotated) {}

    /** Returns all problems that were found so far. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Returns how the method is memoized, or null. */
    @Nullable
    Memoized memoized(Method method) {
        return memoized.get(ProxyTypes.key(method));
    }

    /** Returns what the method drops; what is memoized too becomes a problem. */
    List<ProxyInvalidation.Dropped> dropped(Method method) {
        String key = ProxyTypes.key(method);
        List<ProxyInvalidation.Dropped> all = dropped.getOrDefault(key, List.of());
        Memoized too = memoized.get(key);
        if (too != null && !all.isEmpty()) {
            problems.add(new Problem(
                    "MEMOIZED_AND_INVALIDATES",
                    "@Cached on " + too.method().ref().text(),
                    "it has @Invalidates too, on " + all.get(0).annotated().getSimpleName()
                            + ", and a hit would not invalidate anything",
                    "Remove one of the two."));
        }
        return all;
    }

    private void read(Class<?> type) {
        ClassBytes source = new Source(ClassBytes.of(type.getClassLoader()), objects);
        byte[] bytes = source.find(internal(type));
        if (bytes == null) {
            return;
        }
        List<String> names = types.stream().map(ProxyAnnotations::internal).toList();
        ClassPlan plan = ClassPlan.of(
                bytes, new Premises(Rules.NONE, source, Purpose.PROXY, known.policies(), known.adapted(), names, null));
        problems.addAll(plan.problems());
        plan.remarks().stream().filter(each -> each.code().equals(LOGGED)).forEach(ProxyAnnotations::say);
        for (MemoizedMethod each : plan.memoized()) {
            memoized.putIfAbsent(each.ref().name() + each.ref().descriptor(), new Memoized(each, type));
        }
        plan.invalidating().forEach(each -> addInvalidating(each, type));
    }

    /** With the agent, remarks are in its report. */
    private static void say(Problem remark) {
        System.getLogger("dev.memo").log(Level.WARNING, remark.text());
    }

    private void addInvalidating(InvalidatingMethod method, Class<?> type) {
        List<ProxyInvalidation.Dropped> all =
                dropped.computeIfAbsent(method.ref().name() + method.ref().descriptor(), key -> new ArrayList<>());
        for (Invalidation each : method.invalidations()) {
            all.add(new ProxyInvalidation.Dropped(each, type));
        }
    }

    /** Adds the type and all above it, nearest first. */
    private void addSupertypes(Class<?> type) {
        List<Class<?>> line = new ArrayList<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            line.add(c);
        }
        types.addAll(line);
        line.forEach(this::addInterfaces);
    }

    private void addInterfaces(Class<?> type) {
        for (Class<?> above : type.getInterfaces()) {
            types.add(above);
            addInterfaces(above);
        }
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /**
     * What a class sees, and then what the object's class does, as an interface may know less. As thread-safe as both are.
     */
    private record Source(ClassBytes own, ClassBytes objects) implements ClassBytes {
        @Override
        public byte @Nullable [] find(String internalName) {
            byte[] found = own.find(internalName);
            return found != null ? found : objects.find(internalName);
        }

        @Override
        public List<byte[]> resources(String name) {
            return own.resources(name);
        }
    }
}
