// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what a call of an invalidating method drops. Confined to one thread. */
final class InvalidationCheck {
    private final Planning planning;
    private final Invalidator by;

    InvalidationCheck(Planning planning, ClassModel owner, MethodModel method) {
        this.planning = planning;
        this.by = Invalidator.of(owner, method);
    }

    /** Returns the method with its invalidations, or null if it is refused or not seen. */
    @Nullable
    InvalidatingMethod check() {
        boolean seen = new KindCheck(by.owner(), by.place(), by.findings()).check(by.method(), planning);
        if (!seen) {
            return null;
        }
        List<Invalidation> invalidations = new ArrayList<>();
        for (WrittenValues written : by.method().marks().invalidates()) {
            UnknownSettings.check(by.place(), written, AnnotationNames.INVALIDATES_SETTINGS, by.findings());
            Invalidation invalidation = check(written);
            if (invalidation != null) {
                invalidations.add(invalidation.soft(written.flag("soft")));
            }
        }
        return by.findings().hasProblems()
                ? null
                : new InvalidatingMethod(by.method().ref(), by.method().access(), invalidations);
    }

    Findings findings() {
        return by.findings();
    }

    private @Nullable Invalidation check(WrittenValues written) {
        List<String> tags = written.list("tags", String.class);
        if (tags != null && !tags.isEmpty()) {
            return byTags(written, tags);
        }
        return byMethod(written);
    }

    private @Nullable Invalidation byTags(WrittenValues written, List<String> tags) {
        for (String other : List.of("type", "method", "parameters", "args", "all")) {
            if (written.names().contains(other)) {
                by.problem(
                        "INVALIDATES_TAGS",
                        "tags and " + other + " are both set",
                        "Write two annotations, one for the tags and one for the method.");
                return null;
            }
        }
        boolean before = written.flag("before");
        TagReader reader = new TagReader(planning.types(), by.owner(), by.method(), new InvalidatedTags(by, before));
        return new Invalidation(by.method().ref(), false, before, false, List.of(), reader.read(tags));
    }

    private @Nullable Invalidation byMethod(WrittenValues written) {
        TargetSearch search = new TargetSearch(planning, by);
        Targets.Target target = search.find(written);
        MemoizedMethod memoized = target == null ? null : search.memoized(target);
        if (target == null || memoized == null) {
            return null;
        }
        if (written.flag("soft") && memoized.settings().freshness().keepNanos() == 0) {
            by.findings()
                    .remark(by.place()
                            .problem(
                                    "SOFT_WITHOUT_KEEP",
                                    "soft is set, but " + target.name() + " has no keep, so its results are dropped",
                                    "Add keep to it, or leave soft out."));
        }
        List<String> args = args(written);
        boolean before = written.flag("before");
        if (written.flag("all")) {
            if (args != null) {
                by.problem(
                        "INVALIDATES_ARGS", "args says which result, but all = true drops all", "Remove one of them.");
            }
            return new Invalidation(memoized.ref(), true, before, false, List.of());
        }
        InvalidationArguments arguments = new InvalidationArguments(planning, by, target, memoized.settings());
        boolean receiver = arguments.receiver();
        return new Invalidation(memoized.ref(), false, before, receiver, arguments.read(args));
    }

    /** Returns null if they are left out. */
    private static @Nullable List<String> args(WrittenValues written) {
        List<String> args = written.list("args", String.class);
        return args == null || args.isEmpty() ? null : args;
    }
}
