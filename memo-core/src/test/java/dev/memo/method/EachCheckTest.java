// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.KeyIgnore;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which methods can be remembered key by key, and what is said of the others. Confined to one thread. */
class EachCheckTest {
    private static final String ON = "@Cached on EachCheckTest.Bad.";

    @Test
    void goodOnesArePlannedWithTheirOwnEntriesOrThoseTheyName() {
        ClassPlan plan = Plans.weave(Good.class);
        assertThat(Plans.texts(plan.problems())).isEmpty();
        assertThat(each(plan, "prices"))
                .isEqualTo(new Each(0, false, false, false, ref("price", "(J)Ljava/lang/String;"), shared(plan)));
        Each names = each(plan, "names");
        assertThat(names.item()).isEqualTo(ref("names", "(Ljava/lang/String;Ljava/lang/Integer;)[B"));
        assertThat(names.parameter()).isEqualTo(1);
        assertThat(names.asSet()).isTrue();
        assertThat(names.isStatic()).isTrue();
        assertThat(each(plan, "raw").item().descriptor()).isEqualTo("(Ljava/lang/Object;)Ljava/lang/Object;");
        assertThat(each(plan, "listed").toList()).isTrue();
    }

    @Test
    void whatIsWovenIsReadBack() {
        Each names = each(Plans.weave(Good.class), "names");
        assertThat(Each.decode(names.encode())).isEqualTo(names);
    }

    @Test
    void aRuleSaysItAsWell() {
        String name = Ruled.class.getName();
        ClassPlan plan = Plans.weave(Ruled.class, name + ".one ttl=1m", name + ".many each=true of=one");
        assertThat(Plans.texts(plan.problems())).isEmpty();
        assertThat(each(plan, "many").settings().ttlNanos()).isEqualTo(60_000_000_000L);
        assertThat(Plans.texts(Plans.weave(Ruled.class, name + ".many of=one").problems()))
                .containsExactly(
                        "rules.txt:1 on EachCheckTest.Ruled.many(List): of is set, but not each. Add each=true, or leave of"
                                + " out.");
    }

    @Test
    void resultsAndParametersThatDoNotFitAreRefusedAllAtOnce() {
        assertThat(problems("result"))
                .containsExactly(
                        "result(ArrayList): each is set, but it returns a HashMap, of which nobody can tell what is whose."
                                + " Return a Map with what was found for each key, or a List in the keys' order.",
                        "result(ArrayList): each is set, but none of its parameters is a Collection, List, Set or Iterable."
                                + " Take the keys as one of these.");
        assertThat(problems("two"))
                .containsExactly(
                        "two(List, Set): each is set, but parameters 0 and 1 are collections, and one of them only can"
                                + " have the keys. Take what is the same for all keys as something else, an array for example.");
        assertThat(problems("unordered"))
                .containsExactly(
                        "unordered(Set): each is set, and it returns a List, but takes a Set, whose order may be any."
                                + " Take a List, or return a Map.");
        assertThat(problems("mixed"))
                .containsExactly(
                        "mixed(Set): each is set, but it takes keys of type Long and returns a Map with keys of type"
                                + " Integer. Return what was found by the keys that were asked for.");
    }

    @Test
    void settingsThatAreAboutOneCallAreRefusedAllAtOnce() {
        assertThat(problems("settings"))
                .containsExactly(
                        "settings(List): refresh is set together with each, which is about one call, and this one is for many"
                                + " keys. Leave refresh out, or set it on a method that takes one key, and name that with of.",
                        "settings(List): hard is set together with each, which is about one call, and this one is for many keys."
                                + " Leave hard out, or set it on a method that takes one key, and name that with of.",
                        "settings(List): barrier is set together with each, which is METHOD, while each key has a load of its"
                                + " own. Leave barrier out, or set it on a method that takes one key, and name that with of.");
        assertThat(problems("ignored"))
                .containsExactly(
                        "ignored(List, int): each is set, but the keys are left out of the key. Keep them in the key.");
        assertThat(problems("later"))
                .containsExactly(
                        "later(List): each is set, but what it returns for each key is a CompletableFuture, which may not"
                                + " have its outcome yet. Return the values.");
        assertThat(problems("streams")).singleElement().asString().contains("it returns an InputStream");
        assertThat(problems("twin("))
                .singleElement()
                .asString()
                .contains("each is set, and EachCheckTest.Bad.twin(Long) takes one key, but is not named by of");
    }

    @Test
    void defaultsOfAClassThatAreAboutOneCallDoNotConcernIt() {
        ClassPlan plan = Plans.weave(Defaults.class);
        assertThat(Plans.texts(plan.problems())).isEmpty();
        assertThat(each(plan, "many").settings().freshness().inBackground()).isFalse();
        assertThat(each(plan, "many").settings().freshness().keepNanos()).isEqualTo(3_600_000_000_000L);
        assertThat(Plans.settings(plan, "one").freshness().inBackground()).isTrue();
    }

    @Test
    void namesOfMethodsThatDoNotFitAreRefused() {
        assertThat(problems("unknown"))
                .containsExactly(
                        "unknown(List): of is \"onne\", but EachCheckTest.Bad declares no method of that name. Did you"
                                + " mean one?");
        assertThat(problems("parameters"))
                .containsExactly(
                        "parameters(List, String): of is \"one\", but one(int) has not its parameters with an Integer in"
                                + " place of parameter 0. Name a method with the same parameters in the same order, and one key.");
        assertThat(problems("shared"))
                .containsExactlyInAnyOrder(
                        "shared(List): ttl is set together with of, but the settings are those of one. Set that there.",
                        "shared(List): of names EachCheckTest.Bad.one(int), which is not static, unlike this method. Make both"
                                + " static, or none.",
                        "shared(List): of names EachCheckTest.Bad.one(int), which returns a String, while this one has a Long"
                                + " for each key. Let both have the same type of result.");
        assertThat(problems("plain"))
                .containsExactly(
                        "plain(List): of names EachCheckTest.Bad.bare(int), which is not memoized, or refused. Annotate it"
                                + " with @Cached, or correct that.");
        assertThat(problems("odd"))
                .containsExactly(
                        "odd(List): of names EachCheckTest.Bad.timed(int), which has soft: that is about calls for one"
                                + " key. Leave that out there, or leave of out here.");
        assertThat(problems("alone"))
                .containsExactly("alone(int): of is set, but not each. Add each = true, or leave of out.");
    }

    @Test
    void invalidationsNameTheMethodThatTakesOneKey() {
        assertThat(Plans.texts(Plans.weave(Changing.class).problems()))
                .containsExactly(
                        "@Invalidates on EachCheckTest.Changing.change(List): EachCheckTest.Changing.many(List) has results for"
                                + " each key alone. Name one, whose results they are.",
                        "@Invalidates on EachCheckTest.Changing.changeOwn(List): EachCheckTest.Changing.own(List) has results"
                                + " for each key alone. Drop them by tags, or share those of a method that takes one key, and"
                                + " name that.");
    }

    private static List<String> problems(String method) {
        return Plans.texts(Plans.weave(Bad.class).problems()).stream()
                .filter(text -> text.startsWith(ON + method))
                .map(text -> text.substring(ON.length()))
                .toList();
    }

    private static Each each(ClassPlan plan, String method) {
        return plan.memoized().stream()
                .filter(each -> each.ref().name().equals(method))
                .map(each -> Objects.requireNonNull(each.each()))
                .findFirst()
                .orElseThrow();
    }

    private static MethodSettings shared(ClassPlan plan) {
        return Plans.settings(plan, "price");
    }

    private static MethodRef ref(String name, String descriptor) {
        return new MethodRef(Good.class.getName(), name, descriptor);
    }

    /** What is fine. */
    static class Good {
        @Cached(ttl = "1m")
        String price(long id) {
            return "" + id;
        }

        @Cached(each = true, of = "price")
        Map<Long, String> prices(Collection<? extends Long> ids) {
            return Map.of();
        }

        @Cached(each = true, of = "price")
        List<String> listed(List<Long> ids) {
            return List.of();
        }

        @Cached(each = true, ttl = "1m")
        static Map<Integer, byte[]> names(String language, Set<Integer> ids) {
            return Map.of();
        }

        @Cached(each = true)
        <K, V> Map<K, V> raw(Iterable<K> ids) {
            return Map.of();
        }
    }

    /** Defaults that say more than concerns some methods. */
    @CachedDefaults(ttl = "1m", keep = "1h", refresh = "10s", soft = "1s")
    static class Defaults {
        @Cached
        String one(int id) {
            return "" + id;
        }

        @Cached(each = true)
        Map<Integer, String> many(List<Integer> ids) {
            return Map.of();
        }
    }

    /** Not annotated. */
    static class Ruled {
        String one(int id) {
            return "" + id;
        }

        Map<Integer, String> many(List<Integer> ids) {
            return Map.of();
        }
    }

    /** Invalidates what has no results of its own. */
    static class Changing {
        @Cached
        String one(int id) {
            return "" + id;
        }

        @Cached(each = true, of = "one")
        Map<Integer, String> many(List<Integer> ids) {
            return Map.of();
        }

        @Cached(each = true)
        Map<Integer, String> own(List<Integer> ids) {
            return Map.of();
        }

        @Invalidates(method = "many")
        void change(List<Integer> ids) {}

        @Invalidates(method = "own")
        void changeOwn(List<Integer> ids) {}
    }

    /** What is wrong. */
    static class Bad {
        @Cached(each = true)
        @SuppressWarnings("NonApiType") // that is what is wrong
        HashMap<Integer, String> result(ArrayList<Integer> ids) {
            return new HashMap<>();
        }

        @Cached(each = true)
        Map<Integer, String> two(List<Integer> ids, Set<String> fields) {
            return Map.of();
        }

        @Cached(each = true)
        List<String> unordered(Set<Integer> ids) {
            return List.of();
        }

        @Cached(each = true)
        Map<Integer, String> mixed(Set<Long> ids) {
            return Map.of();
        }

        @Cached(each = true, ttl = "1m", refresh = "10s", hard = "2s", barrier = Barrier.METHOD)
        Map<Integer, String> settings(List<Integer> ids) {
            return Map.of();
        }

        @Cached(each = true)
        Map<Integer, String> ignored(@KeyIgnore List<Integer> ids, int other) {
            return Map.of();
        }

        @Cached(each = true)
        Map<Integer, CompletableFuture<String>> later(List<Integer> ids) {
            return Map.of();
        }

        @Cached(each = true)
        Map<Integer, InputStream> streams(List<Integer> ids) {
            return Map.of();
        }

        @Cached
        String twin(Long id) {
            return "" + id;
        }

        @Cached(each = true)
        Map<Long, String> twin(List<Long> ids) {
            return Map.of();
        }

        @Cached
        String one(int id) {
            return "" + id;
        }

        @Cached(ttl = "1m", keep = "1h", soft = "1s")
        String timed(int id) {
            return "" + id;
        }

        String bare(int id) {
            return "" + id;
        }

        @Cached(each = true, of = "onne")
        Map<Integer, String> unknown(List<Integer> ids) {
            return Map.of();
        }

        @Cached(each = true, of = "one")
        Map<Integer, String> parameters(List<Integer> ids, String language) {
            return Map.of();
        }

        @Cached(each = true, of = "one", ttl = "1m")
        static Map<Integer, Long> shared(List<Integer> ids) {
            return Map.of();
        }

        @Cached(each = true, of = "bare")
        Map<Integer, String> plain(List<Integer> ids) {
            return Map.of();
        }

        @Cached(each = true, of = "timed")
        Map<Integer, String> odd(List<Integer> ids) {
            return Map.of();
        }

        @Cached(of = "one")
        String alone(int id) {
            return "" + id;
        }
    }
}
