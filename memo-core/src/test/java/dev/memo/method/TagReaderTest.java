// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.KeyFunction;
import dev.memo.annotation.KeyIgnore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags are resolved before the first call, and what they name and is not there is said with the place. */
class TagReaderTest {
    private static final String ON = "@Cached on TagReaderTest.Wrong.";

    @Test
    void namesAreResolvedToParametersAndAccessors() {
        List<TagTemplate> tags =
                Plans.settings(Plans.weave(Sound.class), "user").tags();
        assertThat(tags)
                .extracting(TagTemplate::text)
                .containsExactly("users", "c:{country}/{1}", "{result.owner.name}!");
        assertThat(tags.get(0).parts()).containsExactly(TagTemplate.Part.literal("users"));
        assertThat(tags.get(1).parts()).extracting(TagTemplate.Part::source).containsExactly(-2, 0, -2, 1);
        assertThat(tags.get(2).parts().get(0).steps())
                .containsExactly(
                        new MethodRef(
                                User.class.getName(),
                                "getOwner",
                                "()L" + Owner.class.getName().replace('.', '/') + ";"),
                        new MethodRef(Owner.class.getName(), "name", "()Ljava/lang/String;"));
    }

    @Test
    void tagsAreReadBackFromTheWovenLine() {
        MethodSettings settings = Plans.settings(Plans.weave(Sound.class), "user");
        assertThat(MethodSettings.decode(settings.encode())).isEqualTo(settings);
        List<Invalidation> invalidations =
                Plans.weave(Sound.class).invalidating().get(0).invalidations();
        assertThat(Invalidation.decode(Invalidation.encode(invalidations))).isEqualTo(invalidations);
    }

    @Test
    void aRuleHasTagsToo() {
        ClassPlan plan =
                Plans.weave(Ruled.class, Ruled.class.getName() + ".user tags=users,country:{0},{result.active}");
        assertThat(plan.problems()).isEmpty();
        assertThat(Plans.settings(plan, "user").tags())
                .extracting(TagTemplate::text)
                .containsExactly("users", "country:{0}", "{result.active}");
    }

    @Test
    void aMethodHasTheTagsOfItsClassUnlessItHasItsOwn() {
        ClassPlan plan = Plans.weave(Common.class);
        assertThat(plan.problems()).isEmpty();
        assertThat(Plans.settings(plan, "user").tags())
                .extracting(TagTemplate::text)
                .containsExactly("users", "c:{country}");
        assertThat(Plans.settings(plan, "own").tags())
                .extracting(TagTemplate::text)
                .containsExactly("own");
        assertThat(Plans.settings(plan, "none").tags()).isEmpty();
    }

    @Test
    void tagsOfTheClassThatAMethodCannotTellAreRefusedForThatMethod() {
        assertThat(Plans.texts(Plans.weave(Uncommon.class).problems()))
                .containsExactly(
                        "@CachedDefaults on TagReaderTest.Uncommon for TagReaderTest.Uncommon.town(String): tag"
                                + " \"{country}\" names \"country\", which is no parameter. Write one of town and result.");
        assertThat(Plans.settings(Plans.weave(Uncommon.class), "user").tags()).hasSize(1);
    }

    @Test
    void whatIsWrongIsSaidAllAtOnceWithTheNearestNames() {
        assertThat(Plans.texts(Plans.weave(Wrong.class).problems()))
                .containsExactlyInAnyOrder(
                        ON + "misspelt(String): tag \"{contry}\" names \"contry\", which is no parameter."
                                + " Did you mean country?",
                        ON
                                + "misspelt(String): tag \"{result.ownr.name}\" names property \"ownr\" of a TagReaderTest.User,"
                                + " which has none of that name. Did you mean owner?",
                        ON + "misspelt(String): tag \"{result.owner.zzzzzz}\" names property \"zzzzzz\" of a"
                                + " TagReaderTest.Owner, which has none of that name. Its properties are name.",
                        ON + "braces(String): tag \"a{country\" has a brace without the other one."
                                + " Write names in braces, as in \"price:{id}\".",
                        ON
                                + "braces(String): tags holds a blank one, was \" \". Write one like \"prices\" or \"price:{id}\".",
                        ON
                                + "ignored(String, int): tag \"{size}\" names size, which is not in the key, so that one result may"
                                + " be of calls with different ones. Put it into the key, or name another.",
                        ON + "keyed(String): tag \"{country}\" names country, but the key is computed by"
                                + " TagReaderTest.Key, and parameters are not kept. Name a property of the result, or leave"
                                + " the key function out.",
                        ON
                                + "number(String): tag \"{result.length}\" names property \"length\" of an int, which has none of"
                                + " that name. Name something that has properties: accessors as name(), getName() or"
                                + " isName().");
    }

    @Test
    void invalidatedTagsAreCheckedAlike() {
        String on = "@Invalidates on TagReaderTest.WrongWrites.";
        assertThat(Plans.texts(Plans.weave(WrongWrites.class).problems()))
                .containsExactlyInAnyOrder(
                        on + "neither(): it says neither method nor tags. Name the memoized method, or the tags whose"
                                + " results are to be dropped.",
                        on + "both(): tags and method are both set. Write two annotations, one for the tags and one for"
                                + " the method.",
                        on + "before(): tag \"{result}\" names result, but before = true, when there is no result yet."
                                + " Remove one of the two.",
                        on + "nothing(): tag \"{result}\" names result, but it returns void. Name a parameter.");
    }

    /** A bean. */
    public static class User {
        public Owner getOwner() {
            return new Owner("o");
        }

        public boolean isActive() {
            return true;
        }
    }

    /** A record. */
    public record Owner(String name) {}

    /** Computes nothing of interest. */
    public static final class Key implements KeyFunction {
        public Key() {}

        @Override
        public Object apply(Object[] arguments) {
            return List.of(arguments);
        }
    }

    /** As it should be. */
    static class Sound {
        @Cached(tags = {"users", "c:{country}/{1}", "{result.owner.name}!"})
        User user(String country, int size) {
            return new User();
        }

        @Invalidates(tags = {"c:{country}/{size}", "{result.owner.name}!"})
        User change(String country, int size) {
            return new User();
        }
    }

    /** Memoized by a rule. */
    static class Ruled {
        User user(String country) {
            return new User();
        }
    }

    /** Memoized methods with tags in common. */
    @CachedDefaults(tags = {"users", "c:{country}"})
    static class Common {
        @Cached
        User user(String country) {
            return new User();
        }

        @Cached(tags = "own")
        User own(int size) {
            return new User();
        }

        @Cached(tags = {})
        User none(int size) {
            return new User();
        }
    }

    /** Has a method without what the class's tags name. */
    @CachedDefaults(tags = "{country}")
    static class Uncommon {
        @Cached
        User user(String country) {
            return new User();
        }

        @Cached
        User town(String town) {
            return new User();
        }
    }

    /** As it should not be. */
    static class Wrong {
        @Cached(tags = {"{contry}", "{result.ownr.name}", "{result.owner.zzzzzz}"})
        User misspelt(String country) {
            return new User();
        }

        @Cached(tags = {"a{country", " "})
        User braces(String country) {
            return new User();
        }

        @Cached(tags = "{size}")
        User ignored(String country, @KeyIgnore int size) {
            return new User();
        }

        @Cached(tags = "{country}", key = Key.class)
        User keyed(String country) {
            return new User();
        }

        @Cached(tags = "{result.length}")
        int number(String country) {
            return 1;
        }
    }

    /** Invalidates in ways that cannot work. */
    static class WrongWrites {
        @Cached
        int price() {
            return 1;
        }

        @Invalidates
        void neither() {}

        @Invalidates(method = "price", tags = "a")
        void both() {}

        @Invalidates(tags = "{result}", before = true)
        int before() {
            return 1;
        }

        @Invalidates(tags = "{result}")
        void nothing() {}
    }
}
