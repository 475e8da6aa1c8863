// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import dev.memo.annotation.Receiver;
import dev.memo.region.WeakPart;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * How the receivers of one memoized method take part in its keys.
 *
 * <p>Decided per run-time class, and remembered for the class seen first, since most methods see only one. Kept
 * receivers are weak parts, of the object or of its class, or the object itself where equality decides. Thread-safe.
 */
public final class Receivers {
    private static final int BY_CLASS = 0;
    private static final int BY_EQUALITY = 1;
    private static final int BY_IDENTITY = 2;

    /** Policies by number: a value of Memo's own would keep its class loader alive as long as the class. */
    private static final ClassValue<Integer> AUTO = new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return policyOf(type);
        }
    };

    private final Receiver declared;
    private volatile @Nullable Seen first;

    /**
     * The first receiver that does not count by its own code, and then the first after it has gone. Not volatile, so that the
     * JIT reads it once for a call: who sees half of it takes the long way.
     */
    private @Nullable Known known;

    /** The part that was made last: mostly the next key has the same receiver. Weak, as the part knows its entry. */
    private volatile @Nullable WeakReference<WeakPart> latest;

    /** Creates what a method with this setting needs. */
    public Receivers(Receiver declared) {
        this.declared = declared;
    }

    /** Returns what is known of a receiver, for {@link #matches}; null if it is not the one that is. */
    public @Nullable Known known(Object receiver) {
        Known last = known;
        return last != null && last.refersTo(receiver) ? last : null;
    }

    /**
     * Returns the sum of the parts up to the receiver's, which is the first one: what the next is added to. Of the receiver that
     * is called most it is remembered, which spares each call a multiplication. May run user code.
     *
     * <p>Short for what most calls need, as {@link #matches} is: compiled by itself, a probe has to stay below the size up to
     * which HotSpot inlines what is compiled already, or the calls of other methods with such keys cannot see through it.
     */
    public long hash(Object receiver) {
        Known last = known(receiver);
        if (last != null) {
            return last.hash;
        }
        return otherHash(receiver);
    }

    private long otherHash(Object receiver) {
        int policy = policy(receiver);
        if (policy == BY_EQUALITY) {
            return Parts.sum(receiver.hashCode(), 0);
        }
        long hash = Parts.sum(System.identityHashCode(policy == BY_CLASS ? receiver.getClass() : receiver), 0);
        Known last = known;
        if (last == null || last.refersTo(null)) {
            known = new Known(receiver, hash, null);
        }
        return hash;
    }

    /**
     * Returns whether a kept part is that of a receiver. A weak part that refers to a class stands for all its
     * instances; no receiver is a class itself. May run user code.
     *
     * @param known what is known of the receiver, or null
     */
    public static boolean matches(Object kept, Object receiver, @Nullable Known known) {
        return (known != null && kept == known.part) || matchesOther(kept, receiver);
    }

    private static boolean matchesOther(Object kept, Object receiver) {
        if (kept instanceof WeakPart weak) {
            return weak.refersTo(receiver) || weak.refersTo(receiver.getClass());
        }
        return kept == receiver || (kept.getClass() == receiver.getClass() && kept.equals(receiver));
    }

    /** Returns the part to keep for a receiver. */
    Object keep(Object receiver, ReferenceQueue<Object> orphans) {
        return switch (policy(receiver)) {
            case BY_CLASS -> weak(receiver, receiver.getClass(), orphans);
            case BY_EQUALITY -> receiver;
            default -> weak(receiver, receiver, orphans);
        };
    }

    private WeakPart weak(Object receiver, Object referent, ReferenceQueue<Object> orphans) {
        Known its = known(receiver);
        if (its != null && its.part != null) {
            return its.part;
        }
        WeakReference<WeakPart> last = latest;
        WeakPart part = last == null ? null : last.get();
        if (part != null && part.refersTo(referent)) {
            part.share();
            if (its != null) {
                known = new Known(receiver, its.hash, part);
            }
            return part;
        }
        WeakPart made = new WeakPart(referent, orphans);
        latest = new WeakReference<>(made);
        return made;
    }

    private int policy(Object receiver) {
        Class<?> type = receiver.getClass();
        Seen seen = first;
        return seen != null && seen.type.refersTo(type) ? seen.policy : lookUp(type);
    }

    private int lookUp(Class<?> type) {
        int policy = switch (declared) {
            case EQUALS -> BY_EQUALITY;
            case IDENTITY -> BY_IDENTITY;
            default -> AUTO.get(type);
        };
        if (first == null) {
            first = new Seen(new WeakReference<>(type), policy);
        }
        return policy;
    }

    private static int policyOf(Class<?> type) {
        if (!hasInstanceFields(type)) {
            return BY_CLASS;
        }
        boolean equality = Enum.class.isAssignableFrom(type) || type.isRecord() || declaresEquality(type);
        return equality ? BY_EQUALITY : BY_IDENTITY;
    }

    private static boolean declaresEquality(Class<?> type) {
        try {
            return type.getDeclaredMethod("equals", Object.class).getReturnType() == boolean.class
                    && type.getDeclaredMethod("hashCode").getReturnType() == int.class;
        } catch (NoSuchMethodException | LinkageError e) {
            return false;
        }
    }

    /** Reflection hides the fields of the two classes that are asked for by name, alone of those that can be extended. */
    private static boolean hasInstanceFields(Class<?> type) {
        if (ClassLoader.class.isAssignableFrom(type) || AccessibleObject.class.isAssignableFrom(type)) {
            return true;
        }
        try {
            for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                for (var field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (LinkageError e) {
            return true;
        }
    }

    /**
     * A receiver that counts by identity or by its class, and what keys have in its place. Weak: it keeps no receiver.
     * Thread-safe.
     */
    public static final class Known extends WeakReference<Object> {
        /** As {@link Receivers#hash} has it. */
        final long hash;

        /** The part of all keys with this receiver but the first one's; null until there is another. */
        final @Nullable WeakPart part;

        private Known(Object receiver, long hash, @Nullable WeakPart part) {
            super(receiver);
            this.hash = hash;
            this.part = part;
        }
    }

    /** A class, which may be of a class loader below the method's, and its policy. Immutable. */
    private record Seen(WeakReference<Class<?>> type, int policy) {}
}
