// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import dev.memo.region.WeakPart;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the kept keys of one method into bytes that are the same in every process.
 *
 * <p>Keys that {@link Parts} takes for equal give equal bytes, others give others: each part has its type and its length
 * written, sets and maps are in the order of their elements' bytes, and neither hashes nor identities enter. Where that
 * cannot be had, there is no stable key: a class with an {@code equals} of its own may mean anything by it, so that
 * only enums, records whose {@code equals} is the compiler's, and types of the JDK whose equality is known take part.
 * Thread-safe.
 */
public final class StableKeys {
    private final boolean receiver;
    private final StableClasses classes;

    /**
     * Creates what makes the keys of one method.
     *
     * @param receiver whether the first part is the receiver's
     * @param loader of the method's class: a class counts by its name only if the name leads to it from there
     * @param plainRecords whether a record class compares all components as the compiler has it; asked once per class
     */
    public StableKeys(boolean receiver, ClassLoader loader, Predicate<Class<?>> plainRecords) {
        this.receiver = receiver;
        this.classes = new StableClasses(loader, plainRecords);
    }

    /** Returns whether all values of a class of the JDK have stable bytes, by its internal name. */
    public static boolean always(String internalName) {
        return StableScalars.isKnown(internalName.replace('/', '.'));
    }

    /**
     * Returns the key, or null if it cannot be stable. Runs no code of the application's but {@code toString},
     * {@code hashCode} and iteration of the JDK's own types.
     *
     * @param parts those of a kept entry, which nobody changes
     */
    public @Nullable StableKey of(@Nullable Object[] parts) {
        StableBytes bytes = new StableBytes();
        StableWriter writer = new StableWriter(bytes, classes);
        try {
            for (int i = 0; i < parts.length; i++) {
                if (i == 0 && receiver && parts[0] instanceof WeakPart weak) {
                    writeReceiver(weak.get(), bytes);
                } else {
                    writer.write(parts[i]);
                }
            }
            return new StableKey(bytes.toBytes());
        } catch (NotStable | IllegalArgumentException e) {
            return null;
        }
    }

    /** All receivers of a class that has no state are one; others that are kept weakly count by identity. */
    private void writeReceiver(@Nullable Object referent, StableBytes bytes) {
        if (!(referent instanceof Class<?> type)) {
            throw new NotStable();
        }
        bytes.tag(StableBytes.RECEIVER_CLASS);
        bytes.text(classes.nameOf(type));
    }
}
