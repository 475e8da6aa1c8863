// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Receiver;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Decides whether and how one method is memoized. Confined to one thread. */
final class MemoizedCheck {
    private final Planning planning;
    private final ClassModel owner;
    private final MethodModel method;
    private final Declaration declaration;
    private final Findings findings = new Findings();

    MemoizedCheck(Planning planning, ClassModel owner, MethodModel method, Declaration declaration) {
        this.planning = planning;
        this.owner = owner;
        this.method = method;
        this.declaration = declaration;
    }

    /** Returns the method with its settings, or null if it is refused or not seen. */
    @Nullable
    MemoizedMethod check() {
        boolean seen = new KindCheck(owner, declaration.place(), findings).check(method, planning);
        if (!seen) {
            return null;
        }
        checkUnknown();
        return EachCheck.isAskedFor(declaration, findings)
                ? new EachCheck(planning, owner, method, declaration, findings).check()
                : checkSeen();
    }

    /** As {@link #check}, of a method that is seen, and whose results are remembered as it gives them. */
    @Nullable
    MemoizedMethod checkSeen() {
        ResultCheck result = new ResultCheck(planning.types(), planning.async(), declaration.place(), findings);
        result.check(method);
        boolean async = result.isAsync(method);
        MethodSettings settings = settings();
        checkReceiver(settings);
        new WaitingCheck(declaration, findings).check(settings.waiting(), settings.barrier());
        if (async) {
            new AsyncCheck(method, declaration, findings).check(settings);
        }
        new FreshnessCheck(planning.types(), method, declaration, findings).check(settings);
        List<TagTemplate> tags = tags(settings);
        MethodSettings stored = new StoreCheck(planning, owner, method, declaration, findings).check(settings);
        return findings.hasProblems()
                ? null
                : new MemoizedMethod(method.ref(), method.access(), stored.tagged(tags), async);
    }

    Findings findings() {
        return findings;
    }

    private void checkUnknown() {
        for (Source source : declaration.sources()) {
            Set<String> known = source.own() ? AnnotationNames.CACHED_SETTINGS : AnnotationNames.DEFAULTS_SETTINGS;
            if (!source.place().byRule()) {
                UnknownSettings.check(source.place(), source.values(), known, findings);
            }
        }
    }

    private MethodSettings settings() {
        SettingsReader reader = new SettingsReader(declaration, planning.policies(), findings);
        String defaultName = owner.shortName() + "." + method.ref().name();
        String keyFunction = reader.keyFunction();
        return reader.read(defaultName, method.isStatic(), keyFunction.isEmpty() ? keyParameters() : all(keyFunction));
    }

    private List<TagTemplate> tags(MethodSettings settings) {
        Source source = declaration.source("tags");
        List<String> written = source == null ? null : source.values().list("tags", String.class);
        if (source == null || written == null) {
            return List.of();
        }
        ResultTags sources = new ResultTags(source.placeFor(method), settings, findings);
        return new TagReader(planning.types(), owner, method, sources).read(written);
    }

    private List<Integer> keyParameters() {
        List<Integer> indices = new KeyParameters(method, declaration, findings).read();
        ArgumentCheck arguments = new ArgumentCheck(planning.types(), declaration.place(), findings);
        Type[] types = method.parameters();
        for (int index : indices) {
            arguments.check(index, types[index]);
        }
        return indices;
    }

    private List<Integer> all(String keyFunction) {
        new KeyFunctionCheck(planning.types(), declaration, findings)
                .check(keyFunction, KeyParameters.areMarked(method, declaration));
        return KeyParameters.all(method);
    }

    private void checkReceiver(MethodSettings settings) {
        Source source = declaration.source("receiver");
        if (source == null) {
            return;
        }
        if (method.isStatic()) {
            if (source.own()) {
                findings.problem(source.place()
                        .problem(
                                "STATIC_RECEIVER",
                                "receiver is set, but a static method has none",
                                "Leave receiver out."));
            }
            return;
        }
        boolean byEquals = settings.receiver() == Receiver.EQUALS;
        if (byEquals && !owner.is(Opcodes.ACC_ENUM) && planning.types().hasEquals(owner.name()) == Types.Answer.NO) {
            checkEqualReceiver(source.place());
        }
    }

    private void checkEqualReceiver(Place place) {
        String what = "receiver is EQUALS, but " + owner.shortName() + " has no equals";
        if (owner.is(Opcodes.ACC_FINAL)) {
            findings.problem(place.problem(
                    "UNEQUAL_RECEIVER", what, "Give it equals and hashCode, or use receiver = IDENTITY."));
        } else if (!owner.is(Opcodes.ACC_ABSTRACT)) {
            findings.remark(
                    place.problem("UNEQUAL_RECEIVER", what, "Give it, or its subclasses, equals and hashCode."));
        }
    }
}
