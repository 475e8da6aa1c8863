// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.KeyFunction;
import dev.memo.annotation.KeyIgnore;
import dev.memo.annotation.Storage;
import dev.memo.region.Stored;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Settings of results in a store, as annotations and rules give them. */
class StoredSettingsTest {
    @Test
    void settingsThatAreLeftOutMeanTheHeapOnly() {
        MethodSettings plain = Plans.settings(Plans.weave(Good.class), "plain");
        assertThat(plain.stored()).isEqualTo(Stored.NONE);
        assertThat(plain.code()).isEmpty();
        assertThat(plain.encode()).doesNotContain("disk");
    }

    @Test
    void allSettingsAreReadAndComeBackFromTheirLine() {
        MethodSettings full = Plans.settings(Plans.weave(Good.class), "full");
        assertThat(full.stored())
                .isEqualTo(new Stored(
                        "disk",
                        "2; b",
                        true,
                        List.of("net.acme.rates", "dev"),
                        List.of("net.acme.Order", "net.acme.**"),
                        1 << 20));
        assertThat(MethodSettings.decode(full.encode())).isEqualTo(full);
    }

    @Test
    void aRuleSaysItAsWell() {
        String rule = Good.class.getName() + ".plain store=disk version=2 code=false allow=net.acme.*,net.acme.Order"
                + " maxHeapBytes=1MB";
        MethodSettings ruled = Plans.settings(Plans.weave(Good.class, rule), "plain");
        assertThat(ruled.stored())
                .isEqualTo(new Stored("disk", "2", false, List.of(), List.of("net.acme.*", "net.acme.Order"), 1 << 20));
        String packages = Good.class.getName() + ".plain store=disk codePackages=net.acme,org.acme";
        assertThat(Plans.settings(Plans.weave(Good.class, packages), "plain")
                        .stored()
                        .codePackages())
                .containsExactly("net.acme", "org.acme");
    }

    @Test
    void aClassSaysItForItsMethodsAndOneTakesItBack() {
        ClassPlan plan = Plans.weave(Defaults.class, Defaults.class.getName() + ".ruled store=none");
        assertThat(Plans.texts(plan.problems())).isEmpty();
        assertThat(Plans.settings(plan, "stored").stored())
                .isEqualTo(new Stored("disk", "7", true, List.of(), List.of("net.acme.*"), 0));
        assertThat(Plans.settings(plan, "not").stored()).isEqualTo(Stored.NONE);
        assertThat(Plans.settings(plan, "empty").stored()).isEqualTo(Stored.NONE);
        assertThat(Plans.settings(plan, "ruled").stored()).isEqualTo(Stored.NONE);
        assertThat(Plans.settings(plan, "ruled").code()).isEmpty();
    }

    @Test
    void theCodeThatCountsIsThatOfTheMethod() {
        ClassPlan plan = Plans.weave(Good.class);
        byte[] digest = CodeDigest.of(new MethodRef(Good.class.getName(), "sum", "(I)I"), Plans.SOURCE, List.of());
        MemoizedMethod sum = plan.memoized().stream()
                .filter(each -> each.ref().name().equals("sum"))
                .findFirst()
                .orElseThrow();
        assertThat(sum.code())
                .isEqualTo(HexFormat.of().formatHex(Objects.requireNonNull(digest)))
                .isNotEqualTo(Plans.settings(plan, "product").code());
        assertThat(Plans.settings(plan, "uncounted").code()).isEmpty();
    }

    @Test
    void theCodeOfAKeyFunctionCountsToo() {
        ClassPlan plan = Plans.weave(Good.class);
        String one = Plans.settings(plan, "byFunction").code();
        byte[] alone = CodeDigest.of(
                new MethodRef(Good.class.getName(), "byFunction", "(" + User.class.descriptorString() + ")I"),
                Plans.SOURCE,
                List.of());
        assertThat(one).hasSize(32).isNotEqualTo(HexFormat.of().formatHex(Objects.requireNonNull(alone)));
        String other = Good.class.getName() + ".byFunction key=" + ByHash.class.getName();
        assertThat(Plans.settings(Plans.weave(Good.class, other), "byFunction").code())
                .hasSize(32)
                .isNotEqualTo(one);
    }

    @Test
    void whatCannotBeReadIsRefusedAllAtOnce() {
        assertThat(problems())
                .containsExactly(
                        "unreadable(int): store must be the name of a store, was \"my.disk\". Write letters, digits, - and"
                                + " _, up to 40, beginning with a letter, as in \"disk\"; a runtime says by store.disk=FILE"
                                + " which file that is.",
                        "unreadable(int): version must not be blank, was \" \". Leave it out.",
                        "unreadable(int): codePackages must name packages, was \"net.acme.*\". Write it like"
                                + " \"net.acme.rates\"; packages below it are meant too.",
                        "unreadable(int): allow must name classes or packages, was \"*\". Write it like \"net.acme.Order\","
                                + " \"net.acme.*\" or \"net.acme.**\".",
                        "unreadable(int): maxHeapBytes must be a size, was \"much\". Write it like \"64MB\", \"512KB\" or"
                                + " \"1GB\".");
        Rules rules = Rules.parse("rules.txt", List.of(Plain.class.getName() + ".price store=2 code=maybe"));
        assertThat(Plans.texts(rules.problems()))
                .anyMatch(text -> text.contains("store must be the name of a store, was \"2\""))
                .anyMatch(text -> text.contains("code must be true or false, was \"maybe\""));
    }

    private static List<String> problems() {
        return Plans.texts(Plans.weave(Bad.class).problems()).stream()
                .map(text -> text.substring("@Cached on StoredSettingsTest.Bad.".length()))
                .toList();
    }

    /** Methods as they should be; objects of the class have no fields. */
    static class Good {
        @Cached
        static int plain(int key) {
            return key;
        }

        @Cached(
                store = "disk",
                version = "2; b",
                codePackages = {"net.acme.rates", "dev", "dev"},
                allow = {"net.acme.Order", "net.acme.**"},
                maxHeapBytes = "1MB")
        int full(String text, TimeUnit unit, Point at, @KeyIgnore User user, byte[] bytes) {
            return text.length();
        }

        @Cached(store = "disk", ttl = "1h", keep = "2h", storage = Storage.SHARED)
        static int sum(int key) {
            return key + 1;
        }

        @Cached(store = "disk")
        static int product(int key) {
            return key * 2;
        }

        @Cached(store = "disk", code = false)
        static int uncounted(int key) {
            return key;
        }

        @Cached(store = "disk", key = ById.class)
        static int byFunction(User user) {
            return user.id;
        }
    }

    /** Computes other keys. */
    static final class ByHash implements KeyFunction {
        @Override
        public @Nullable Object apply(@Nullable Object[] arguments) {
            return Objects.requireNonNull(arguments[0]).hashCode();
        }
    }

    /** Computes keys. */
    static final class ById implements KeyFunction {
        @Override
        public @Nullable Object apply(@Nullable Object[] arguments) {
            return ((User) Objects.requireNonNull(arguments[0])).id;
        }
    }

    /** A record. */
    record Point(int x, int y) {
        @Cached(store = "disk")
        int times(int factor) {
            return x * factor + y;
        }
    }

    /** Has no form. */
    static class User {
        final int id = 7;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof User user && user.id == id;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    /** Somebody else's. */
    static class Plain {
        int rate;

        int price(int key) {
            return key * rate;
        }
    }

    /** Stored, unless a method says otherwise. */
    @CachedDefaults(store = "disk", version = "7", allow = "net.acme.*")
    static class Defaults {
        @Cached
        int stored(int key) {
            return key;
        }

        @Cached(store = "none")
        CompletableFuture<Integer> not(int key) {
            return CompletableFuture.completedFuture(key);
        }

        @Cached(store = "", tags = "a")
        int empty(int key) {
            return key;
        }

        @Cached(tags = "a")
        int ruled(int key) {
            return key;
        }
    }

    /** What cannot be read. */
    static class Bad {
        @Cached(store = "my.disk", version = " ", codePackages = "net.acme.*", allow = "*", maxHeapBytes = "much")
        int unreadable(int key) {
            return key;
        }
    }
}
