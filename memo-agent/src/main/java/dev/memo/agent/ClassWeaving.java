// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.agent.weave.Refusal;
import dev.memo.agent.weave.Weaver;
import dev.memo.agent.weave.Woven;
import dev.memo.agent.weave.WovenMethod;
import dev.memo.annotation.Receiver;
import dev.memo.method.ClassBytes;
import dev.memo.method.ClassPlan;
import dev.memo.method.Each;
import dev.memo.method.InvalidatingMethod;
import dev.memo.method.Invalidation;
import dev.memo.method.MemoizedMethod;
import dev.memo.method.MethodRef;
import dev.memo.method.Premises;
import dev.memo.method.Problem;
import dev.memo.method.Purpose;
import dev.memo.method.Rules;
import dev.memo.region.PolicyNames;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Plans and weaves one class, and says what became of each method. What it uses is loaded with the first class that
 * needs it. Confined to one thread.
 */
final class ClassWeaving {
    private final List<WovenMethod> methods = new ArrayList<>();
    private final IdentityHashMap<WovenMethod, WovenEntry> entries = new IdentityHashMap<>();
    private final List<Problem> problems;
    private final List<Problem> remarks;
    private final ClassPlan plan;
    private byte[] classFile;

    private ClassWeaving(byte[] classFile, ClassPlan plan) {
        this.classFile = classFile;
        this.plan = plan;
        this.problems = new ArrayList<>(plan.problems());
        this.remarks = new ArrayList<>(plan.remarks());
        for (MemoizedMethod method : plan.memoized()) {
            add(method);
        }
        for (InvalidatingMethod method : plan.invalidating()) {
            add(method);
        }
    }

    /**
     * Weaves what annotations and rules ask for; loads no class of the application.
     *
     * @param stores the names of the stores that there are
     */
    static ClassWeaving of(byte[] classFile, Rules rules, ClassBytes source, Set<String> stores) {
        Premises premises = new Premises(rules, source, Purpose.WEAVE, PolicyNames.own(), Set.of(), List.of(), stores);
        ClassPlan plan = ClassPlan.of(classFile, premises);
        ClassWeaving weaving = new ClassWeaving(classFile, plan);
        if (!plan.isEmpty()) {
            weaving.weave();
        }
        return weaving;
    }

    /** Whether the class file is another now. */
    boolean changed() {
        return !methods.isEmpty();
    }

    byte[] classFile() {
        return classFile;
    }

    ClassReport report() {
        List<WovenEntry> woven = new ArrayList<>();
        for (WovenMethod method : methods) {
            woven.add(Objects.requireNonNull(entries.get(method)));
        }
        return new ClassReport(plan.className(), woven, problems, remarks);
    }

    private void add(MemoizedMethod method) {
        Each each = method.each();
        if (each != null) {
            add(method, each);
            return;
        }
        boolean receiver = method.settings().receiver() != Receiver.IGNORE;
        MethodRef ref = method.ref();
        WovenMethod woven = new WovenMethod(
                ref.name(),
                ref.descriptor(),
                WovenMethod.MEMOIZE,
                receiver,
                method.settings().keyParameters(),
                method.settings().encode(),
                method.async(),
                method.settings().freshness().recovers());
        add(
                ref.suspends() ? woven.suspending() : woven,
                new WovenEntry(ref, WovenMethod.MEMOIZE, SettingsText.of(method)));
    }

    private void add(MemoizedMethod method, Each each) {
        MethodRef ref = method.ref();
        WovenMethod woven = WovenMethod.each(ref.name(), ref.descriptor(), each.parameter(), each.encode());
        add(woven, new WovenEntry(ref, WovenMethod.MEMOIZE, SettingsText.of(method)));
    }

    private void add(InvalidatingMethod method) {
        MethodRef ref = method.ref();
        String settings = Invalidation.encode(method.invalidations());
        WovenMethod woven = WovenMethod.invalidating(ref.name(), ref.descriptor(), settings);
        add(
                ref.suspends() ? woven.suspending() : woven,
                new WovenEntry(ref, WovenMethod.INVALIDATE, SettingsText.of(method.invalidations())));
    }

    private void add(WovenMethod woven, WovenEntry entry) {
        methods.add(woven);
        entries.put(woven, entry);
    }

    private void weave() {
        Woven woven = Weaver.weave(classFile, methods, DispatchClass.NAME);
        methods.clear();
        methods.addAll(woven.methods());
        classFile = woven.classFile();
        for (Refusal refusal : woven.refusals()) {
            refuse(refusal);
        }
        for (WovenMethod uncompiled : woven.uncompiled()) {
            remark(uncompiled);
        }
    }

    private void refuse(Refusal refusal) {
        Refusal.Reason reason = refusal.reason();
        problems.add(new Problem(reason.name(), textOf(refusal.method()), reason.what(), reason.remedy() + "."));
    }

    private void remark(WovenMethod method) {
        String what = "its body has more than the 8,000 bytes up to which HotSpot compiles methods, so it stays slow";
        remarks.add(new Problem("NOT_COMPILED", textOf(method), what, "Split the method, and memoize a part of it."));
    }

    private String textOf(WovenMethod method) {
        WovenEntry entry = entries.get(method);
        return entry == null ? method.name() : entry.method().text();
    }
}
