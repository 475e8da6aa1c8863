// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.Invalidation;
import dev.memo.method.MethodRef;
import dev.memo.region.Entry;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one invalidating method drops, before its body or after it.
 *
 * <p>The key is made from the arguments before the body runs, as that may change them; the memoized method is looked
 * for when it is time to drop, as the body may be the first to call it. A key that cannot be made drops everything of
 * that method: too much is only slow. Thread-safe.
 */
final class Invalidator {
    private final Engine engine;
    private final Realm realm;
    private final MethodRef method;
    private final int parameters;
    private final List<Target> before = new ArrayList<>();
    private final List<Target> after = new ArrayList<>();

    Invalidator(Engine engine, Realm realm, MethodRef method) {
        this.engine = engine;
        this.realm = realm;
        this.method = method;
        this.parameters = ErasedTypes.parameters(method.descriptor()).length - (method.suspends() ? 1 : 0);
    }

    /**
     * Has these dropped too.
     *
     * @param loader where the classes that they name are found
     */
    void add(List<Invalidation> invalidations, @Nullable ClassLoader loader) {
        for (Invalidation invalidation : invalidations) {
            Target target = invalidation.byTags()
                    ? new Target(invalidation, realm, texts(invalidation, loader))
                    : new Target(invalidation, realmOf(invalidation.target(), loader), null);
            (invalidation.before() ? before : after).add(target);
        }
    }

    /** Returns a handle {@code (Object[])Object} that takes the receiver, if there is one, and all arguments. */
    MethodHandle handle() {
        try {
            MethodType type = MethodType.methodType(Object.class, Object[].class);
            return MethodHandles.lookup().bind(this, "enter", type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Memo's own invalidation is missing", e);
        }
    }

    @Nullable
    Object enter(@Nullable Object[] arguments) {
        boolean instance = arguments.length > parameters;
        Object receiver = instance ? arguments[0] : null;
        @Nullable Object[] own = instance ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        drop(before, receiver, own, null);
        return after.isEmpty() ? null : new PendingInvalidation(this, receiver, snapshot(own));
    }

    void dropAfter(@Nullable Object receiver, @Nullable Object[] arguments, @Nullable Object result) {
        drop(after, receiver, arguments, result);
    }

    private void drop(
            List<Target> targets, @Nullable Object receiver, @Nullable Object[] arguments, @Nullable Object result) {
        for (Target target : targets) {
            if (target.tags != null) {
                drop(target.tags, target.invalidation.soft(), arguments, result);
                continue;
            }
            if (!dropped(target, receiver, arguments)) {
                @Nullable Object[] then = snapshot(arguments); // others may call it and keep what the commit changes
                engine.atCommit(() -> dropped(target, receiver, then));
            }
        }
    }

    /**
     * Returns false if the memoized method was never called, so that there is nothing to drop yet but in stores. Nobody
     * knows the key there: all of the method goes, before it is looked for once more, as it may be called just now.
     */
    private boolean dropped(Target target, @Nullable Object receiver, @Nullable Object[] arguments) {
        Site site = target.realm.find(target.invalidation.target());
        if (site == null) {
            engine.forgetStored(target.invalidation.target());
            site = target.realm.find(target.invalidation.target());
        }
        if (site != null) {
            drop(site, target.invalidation, receiver, arguments);
        }
        return site != null;
    }

    private void drop(Site site, Invalidation invalidation, @Nullable Object receiver, @Nullable Object[] arguments) {
        if (invalidation.all()) {
            dropAll(site, invalidation);
            return;
        }
        try {
            @Nullable Object[] chosen = new Object[invalidation.arguments().size()];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = arguments[invalidation.arguments().get(i)];
            }
            KeyLayout layout = site.layout();
            Object part = invalidation.receiver() ? receiver : null;
            Entry fresh =
                    site.fresh(layout.function() == null ? layout.assemble(part, chosen) : layout.parts(part, chosen));
            boolean unused = invalidation.soft()
                    ? site.region().outdating().outdate(fresh)
                    : site.region().invalidate(fresh);
        } catch (Throwable cause) {
            dropAll(site, invalidation);
            engine.trouble().report(method.text(), cause);
        }
    }

    private static void dropAll(Site site, Invalidation invalidation) {
        if (invalidation.soft()) {
            site.region().outdating().outdateAll();
        } else {
            site.region().invalidateAll();
        }
    }

    /** Tags that cannot be told drop all that has tags. */
    private void drop(TagTexts tags, boolean softly, @Nullable Object[] arguments, @Nullable Object result) {
        try {
            tags.of(parameter -> arguments[parameter], result).forEach(tag -> engine.invalidateTag(tag, softly));
        } catch (Throwable cause) {
            engine.invalidateTagged();
            engine.trouble().report(method.text(), cause);
        }
    }

    private static TagTexts texts(Invalidation invalidation, @Nullable ClassLoader loader) {
        try {
            return TagTexts.of(invalidation.tags(), loader);
        } catch (LinkageError e) {
            return TagTexts.broken(e);
        }
    }

    private @Nullable Object[] snapshot(@Nullable Object[] arguments) {
        try {
            return realm.keys().snapshot(arguments);
        } catch (Throwable e) { // of the arguments' own hashCode and equals
            return arguments.clone();
        }
    }

    private Realm realmOf(MethodRef target, @Nullable ClassLoader loader) {
        try {
            return engine.realm(Class.forName(target.owner(), false, loader).getClassLoader());
        } catch (ClassNotFoundException e) {
            return realm;
        }
    }

    /** A memoized method's part in this, and the realm that has it; or tags. Immutable. */
    private record Target(
            Invalidation invalidation,
            Realm realm,
            @Nullable TagTexts tags) {}
}
