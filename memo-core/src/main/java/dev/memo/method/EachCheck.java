// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Barrier;
import dev.memo.region.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Decides whether and how a method that takes many keys at once is memoized. Confined to one thread. */
final class EachCheck {
    private static final int MOST_SLOTS = 100;
    private static final Set<String> WITH_OF = Set.of("each", "of");
    private static final List<String> NOT_EACH = List.of("refresh", "soft", "hard", "failures", "failureTtl", "key");

    private final Planning planning;
    private final ClassModel owner;
    private final MethodModel method;
    private final Declaration declaration;
    private final Findings findings;

    EachCheck(Planning planning, ClassModel owner, MethodModel method, Declaration declaration, Findings findings) {
        this.planning = planning;
        this.owner = owner;
        this.method = method;
        this.declaration = declaration;
        this.findings = findings;
    }

    /** Returns whether the method is one that takes many keys at once; settings that say so only by half are problems. */
    static boolean isAskedFor(Declaration declaration, Findings findings) {
        Source each = declaration.source("each");
        if (each != null && each.values().flag("each")) {
            return true;
        }
        Source of = declaration.source("of");
        if (of != null && !"".equals(of.values().get("of", String.class))) {
            String remedy =
                    of.place().byRule() ? "Add each=true, or leave of out." : "Add each = true, or leave of out.";
            findings.problem(of.place().problem("OF_ALONE", "of is set, but not each", remedy));
        }
        return false;
    }

    /** Returns the methods for many keys that name this one, and so compute results that are its. */
    static List<MethodRef> sharing(Planning planning, ClassModel owner, MethodModel one) {
        List<MethodRef> sharing = new ArrayList<>();
        for (MethodModel other : owner.methods()) {
            Declaration its = Declaration.of(owner, other, rules(planning, owner, other));
            Source of = its == null ? null : its.source("of");
            if (its != null
                    && of != null
                    && one.ref().name().equals(of.values().get("of", String.class))
                    && isAskedFor(its, new Findings())) {
                sharing.add(other.ref());
            }
        }
        return sharing;
    }

    private static List<Rule> rules(Planning planning, ClassModel owner, MethodModel method) {
        return planning.rules().of(owner.name()).stream()
                .filter(rule -> rule.matches(method))
                .toList();
    }

    /** Returns the method with its settings, or null if it is refused. */
    @Nullable
    MemoizedMethod check() {
        EachShape shape = new EachShapeCheck(owner, method, declaration.place(), findings).check();
        if (Type.getArgumentsAndReturnSizes(method.ref().descriptor()) >> 2 > MOST_SLOTS) {
            problem(
                    "each",
                    "EACH_PARAMETERS",
                    "each is set, but it has too many parameters",
                    "Take them as one object.");
        }
        Source of = declaration.source("of");
        String name = of == null ? null : of.values().get("of", String.class);
        MemoizedMethod one = of == null || name == null || name.isEmpty() ? own(shape) : sharing(shape, name);
        if (shape == null || one == null || findings.hasProblems()) {
            return null;
        }
        Each each = new Each(
                shape.parameter(), shape.asSet(), shape.toList(), method.isStatic(), one.ref(), one.settings());
        return new MemoizedMethod(method.ref(), method.access(), one.settings(), false, each);
    }

    /** A method with entries of its own: checked as if it took one key. */
    private @Nullable MemoizedMethod own(@Nullable EachShape shape) {
        for (String setting : NOT_EACH) {
            if (isSet(setting)) {
                refuse(setting, "which is about one call, and this one is for many keys");
            }
        }
        if (shape == null) {
            return null;
        }
        MethodModel item = shape.item(owner, method);
        MemoizedCheck check = new MemoizedCheck(planning, owner, item, declaration);
        MemoizedMethod one = check.checkSeen();
        findings.addAll(check.findings());
        if (one == null) {
            return null;
        }
        checkOwn(one, shape);
        MethodSettings settings =
                one.settings().with(withoutCalls(one.settings().freshness()));
        return new MemoizedMethod(one.ref(), one.access(), settings, one.async());
    }

    /** What a class's defaults say about calls does not concern this method. */
    private static Freshness withoutCalls(Freshness all) {
        Freshness.Lives lives = all.lives();
        return new Freshness(
                all.keepNanos(),
                all.retryNanos(),
                0,
                all.early(),
                Freshness.NONE.patience(),
                new Freshness.Lives(lives.from(), lives.nullNanos(), lives.emptyNanos(), List.of(), 0));
    }

    private void checkOwn(MemoizedMethod one, EachShape shape) {
        if (one.async()) {
            problem(
                    "each",
                    "EACH_OUTCOME",
                    "each is set, but what it returns for each key is "
                            + TypeNames.withArticle(TypeNames.shortName(shape.value()))
                            + ", which may not have its outcome yet",
                    "Return the values.");
        }
        if (one.settings().barrier() == Barrier.METHOD) {
            refuse("barrier", "which is METHOD, while each key has a load of its own");
        }
        if (one.settings().barrier() == Barrier.HOST) {
            refuse("barrier", "which is HOST, and admits calls for one key");
        }
        if (!one.settings().keyParameters().contains(shape.parameter())) {
            problem("each", "EACH_KEY", "each is set, but the keys are left out of the key", "Keep them in the key.");
        }
        if (owner.method(one.ref().name(), one.ref().descriptor()) != null) {
            problem(
                    "each",
                    "EACH_OVERLOAD",
                    "each is set, and " + one.ref().text() + " takes one key, but is not named by of",
                    "Name it to share its results, or give it another name.");
        }
    }

    private void refuse(String setting, String because) {
        problem(
                setting,
                "EACH_SETTING",
                setting + " is set together with each, " + because,
                "Leave " + setting + " out, or set it on a method that takes one key, and name that with of.");
    }

    /** A method that shares the entries of one that takes one key, and so has that one's settings. */
    private @Nullable MemoizedMethod sharing(@Nullable EachShape shape, String name) {
        checkAlone(name);
        List<MethodModel> named = owner.methods().stream()
                .filter(each -> each.ref().name().equals(name) && !each.isCompilerMade())
                .toList();
        if (named.isEmpty()) {
            unknown(name);
        }
        if (shape == null || named.isEmpty()) {
            return null;
        }
        for (MethodModel one : named) {
            if (shape.fits(one, method)) {
                return shared(one, shape);
            }
        }
        String what = "of is \"" + name + "\", but " + Nearest.join(signatures(named), "and")
                + " has not its parameters with " + TypeNames.withArticle(TypeNames.shortName(shape.key()))
                + " in place of parameter " + shape.parameter();
        problem("of", "OF_PARAMETERS", what, "Name a method with the same parameters in the same order, and one key.");
        return null;
    }

    private void unknown(String name) {
        List<String> names = owner.methods().stream()
                .filter(each -> !each.isConstructor())
                .map(each -> each.ref().name())
                .distinct()
                .toList();
        String what = "of is \"" + name + "\", but " + owner.shortName() + " declares no method of that name";
        String remedy = Nearest.question(Nearest.to(name, names), "Name the method that takes one key.");
        problem("of", "OF_UNKNOWN", what, remedy);
    }

    private @Nullable MemoizedMethod shared(MethodModel one, EachShape shape) {
        String text = "of names " + one.ref().text() + ", ";
        if (one.isStatic() != method.isStatic()) {
            problem(
                    "of",
                    "OF_STATIC",
                    text + "which is " + (one.isStatic() ? "static" : "not static") + ", unlike this method",
                    "Make both static, or none.");
        }
        if (one.suspends()) {
            problem("of", "OF_RESULT", text + "which is a suspend function", "Name a plain one, or leave of out.");
        } else if (!EachShape.isOr(one.result(), shape.value())) {
            String what = text + "which returns " + TypeNames.withArticle(TypeNames.shortName(one.result()))
                    + ", while this one has " + TypeNames.withArticle(TypeNames.shortName(shape.value()))
                    + " for each key";
            problem("of", "OF_RESULT", what, "Let both have the same type of result.");
        }
        MemoizedMethod memoized = memoized(one);
        if (memoized == null) {
            String what = text + "which is not memoized, or refused";
            problem("of", "OF_UNMEMOIZED", what, "Annotate it with @Cached, or correct that.");
        } else {
            checkShared(memoized, text, shape);
        }
        return memoized;
    }

    private @Nullable MemoizedMethod memoized(MethodModel one) {
        Declaration other = Declaration.of(owner, one, rules(planning, owner, one));
        return other == null || EachCheck.isAskedFor(other, new Findings())
                ? null
                : new MemoizedCheck(planning, owner, one, other).check();
    }

    /** The other method's settings count for both: some are about one call, which cannot be said of many keys. */
    private void checkShared(MemoizedMethod one, String text, EachShape shape) {
        MethodSettings settings = one.settings();
        List<String> odd = new ArrayList<>();
        addIf(odd, settings.barrier() == Barrier.METHOD, "barrier = METHOD");
        addIf(odd, settings.barrier() == Barrier.HOST, "barrier = HOST");
        addIf(odd, !settings.keyFunction().isEmpty(), "a key function");
        addIf(odd, settings.freshness().patience().softNanos() > 0, "soft");
        addIf(odd, settings.freshness().patience().hardNanos() > 0, "hard");
        addIf(odd, !settings.freshness().lives().failures().isEmpty(), "failures");
        if (!odd.isEmpty()) {
            String what = text + "which has " + Nearest.join(odd, "and") + ": that is about calls for one key";
            problem("of", "OF_SETTINGS", what, "Leave that out there, or leave of out here.");
        }
        if (!settings.keyParameters().contains(shape.parameter())) {
            problem("of", "OF_KEY", text + "which leaves its key out of the key", "Keep it in the key.");
        }
    }

    private static void addIf(List<String> texts, boolean condition, String text) {
        if (condition) {
            texts.add(text);
        }
    }

    private void checkAlone(String name) {
        for (Source source : declaration.sources()) {
            Set<String> others = new TreeSet<>(source.own() ? source.values().names() : Set.of());
            others.removeAll(WITH_OF);
            if (!others.isEmpty()) {
                String what = Nearest.join(List.copyOf(others), "and") + " " + (others.size() == 1 ? "is" : "are")
                        + " set together with of, but the settings are those of " + name;
                findings.problem(source.place().problem("OF_SETTINGS", what, "Set that there."));
            }
        }
        if (KeyParameters.areMarked(method, declaration)) {
            String what = "parameters are marked, but the key is that of " + name;
            problem("of", "OF_SETTINGS", what, "Mark them there.");
        }
    }

    private static List<String> signatures(List<MethodModel> methods) {
        return methods.stream().map(MethodModel::signature).toList();
    }

    private boolean isSet(String setting) {
        Source source = declaration.source(setting);
        Object value = source == null ? null : source.values().values().get(setting);
        return source != null && source.own() && !"".equals(value) && !List.of().equals(value);
    }

    private void problem(String setting, String code, String what, String remedy) {
        Source source = declaration.source(setting);
        Place place = source == null ? declaration.place() : source.place();
        findings.problem(place.problem(code, what, remedy));
    }
}
