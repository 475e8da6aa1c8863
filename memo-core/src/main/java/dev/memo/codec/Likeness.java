// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value with its copy: the same classes all through, and equal wherever classes say what equal means.
 *
 * <p>A class whose own {@code equals} says no all the same is only at fault if nothing inside it is compared by identity: a record
 * that holds an array is never equal to a copy of itself, however faithful. Runs {@code equals} and {@code hashCode} of the
 * value's classes. Confined to one thread, used once.
 */
final class Likeness {
    private final IdentityHashMap<Object, Object> compared = new IdentityHashMap<>();
    private int identities;

    private Likeness() {}

    /** The class at which the copy begins to differ, or null if it does not. */
    static @Nullable Class<?> difference(Object original, Object copy) {
        Class<?> difference = new Likeness().compare(original, copy);
        return difference == Void.class ? original.getClass() : difference;
    }

    /** As {@link #difference}; Void stands for one of them being null. */
    @Nullable
    Class<?> compare(@Nullable Object original, @Nullable Object copy) {
        if (original == null || copy == null) {
            return original == copy ? null : Void.class;
        }
        Class<?> type = original.getClass();
        if (type != copy.getClass() && !Views.standsIn(copy.getClass(), type)) {
            return type;
        }
        if (compared.put(original, copy) != null) {
            return null;
        }
        if (type.isArray()) {
            return compareArrays(original, copy);
        }
        return Jdk.owns(type) ? compareJdk(original, copy) : compareApplication(original, copy);
    }

    private @Nullable Class<?> compareArrays(Object original, Object copy) {
        identities++;
        int length = Array.getLength(original);
        if (length != Array.getLength(copy)) {
            return original.getClass();
        }
        Class<?> difference = null;
        for (int i = 0; i < length && difference == null; i++) {
            difference = compare(Array.get(original, i), Array.get(copy, i));
        }
        return difference;
    }

    private @Nullable Class<?> compareJdk(Object original, Object copy) {
        if (!Equality.isOverridden(original.getClass())) {
            identities++;
        }
        if (original instanceof Map<?, ?> map) {
            return new Contents(this).compareMaps(map, (Map<?, ?>) copy, original instanceof SortedMap);
        }
        if (original instanceof Collection<?> all && !Equality.isLazy(all)) {
            boolean ordered = original instanceof SortedSet || !(original instanceof Set);
            return new Contents(this).compareCollections(all, (Collection<?>) copy, ordered);
        }
        if (original instanceof Map.Entry<?, ?> entry) {
            Class<?> difference = compare(entry.getKey(), ((Map.Entry<?, ?>) copy).getKey());
            return difference == null ? compare(entry.getValue(), ((Map.Entry<?, ?>) copy).getValue()) : difference;
        }
        if (original instanceof Optional<?> optional) {
            return compare(optional.orElse(null), ((Optional<?>) copy).orElse(null));
        }
        if (original instanceof AtomicReference<?> reference) {
            return compare(reference.get(), ((AtomicReference<?>) copy).get());
        }
        return Equality.ofJdk(original, copy) ? null : original.getClass();
    }

    private @Nullable Class<?> compareApplication(Object original, Object copy) {
        Class<?> type = original.getClass();
        boolean overridden = Equality.isOverridden(type);
        if (overridden && !type.isRecord() && Equality.holds(original, copy)) {
            return null;
        }
        if (original instanceof Enum || InstanceFields.areClosed(type)) {
            return original == copy || !overridden ? null : type;
        }
        int before = identities;
        Class<?> difference = new Contents(this).compareFields(original, copy);
        if (difference != null) {
            return difference;
        }
        if (!overridden) {
            identities++;
        }
        return overridden && identities == before && !Equality.holds(original, copy) ? type : null;
    }

    /** Notes that something was met that has no equality but identity. */
    void metIdentity() {
        identities++;
    }
}
