// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.method.ClassBytes;
import dev.memo.method.ClassPlan;
import dev.memo.method.Invalidation;
import dev.memo.method.MemoizedMethod;
import dev.memo.method.Purpose;
import dev.memo.method.Rules;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Methods whose results have tags, of the arguments and of the results. */
class MethodTagsTest {
    private final Memo memo = Memo.create();
    private final Map<Integer, Integer> runs = new HashMap<>();
    private @Nullable Owner owner = new Owner("ann");

    /** Whom something belongs to. */
    record Owner(String name) {}

    /** A result with an owner, as a bean. */
    interface Item {
        @Nullable
        Owner getOwner();
    }

    /** Tags by annotation; parameters are named by position, as nothing is known of how tests are compiled. */
    interface Shop {
        @Cached(tags = {"country:{0}", "owner:{result.owner.name}"})
        @Nullable
        Item item(String country, int id);

        @Cached(tags = "country:{0}")
        int count(String country, byte[] more);
    }

    private final Shop shop = memo.proxy(Shop.class, new Shop() {
        @Override
        public @Nullable Item item(String country, int id) {
            runs.merge(id, 1, Integer::sum);
            Owner mine = owner;
            return id < 0 ? null : new Thing(mine);
        }

        @Override
        public int count(String country, byte[] more) {
            return runs.merge(1000, 1, Integer::sum);
        }
    });

    /** An item that can be kept by reference. */
    record Thing(@Nullable Owner getOwner) implements Item {}

    @Test
    void aTagOfAnArgumentDropsTheResultsOfAllMethodsThatHaveIt() {
        shop.item("FR", 1);
        shop.item("DE", 2);
        shop.count("FR", new byte[] {1});
        memo.invalidateTag("country:FR");
        shop.item("FR", 1);
        shop.item("DE", 2);
        shop.count("FR", new byte[] {1});
        assertThat(runs).containsOnly(Map.entry(1, 2), Map.entry(2, 1), Map.entry(1000, 2));
    }

    @Test
    void aTagOfTheResultDropsIt() {
        shop.item("FR", 1);
        owner = new Owner("bob");
        shop.item("FR", 2);
        memo.invalidateTag("owner:ann");
        shop.item("FR", 1);
        shop.item("FR", 2);
        assertThat(runs).containsOnly(Map.entry(1, 2), Map.entry(2, 1));
    }

    @Test
    void aTagInWhichSomethingIsNullIsLeftOut() {
        owner = null;
        shop.item("FR", 1);
        shop.item("FR", -1);
        memo.invalidateTag("owner:null");
        shop.item("FR", 1);
        shop.item("FR", -1);
        assertThat(runs).containsOnly(Map.entry(1, 1), Map.entry(-1, 1));
        memo.invalidateTag("country:FR");
        shop.item("FR", 1);
        shop.item("FR", -1);
        assertThat(runs).containsOnly(Map.entry(1, 2), Map.entry(-1, 2));
    }

    @Test
    void tagsThatNameNothingAreRefusedWhenTheProxyIsMade() {
        assertThatThrownBy(() -> memo.proxy(Wrong.class, () -> "a"))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("tag \"{result.lenth}\" names property \"lenth\" of a String")
                .hasMessageContaining("Did you mean length?");
    }

    /** Names a property that there is not. */
    interface Wrong {
        @Cached(tags = "{result.lenth}")
        String text();
    }

    @Test
    void anAnnotatedChangeInvalidatesTagsOfItsArgumentsAndItsResultOnceItHasReturned() throws Throwable {
        Engine engine = new Engine(EngineSettings.defaults());
        Woven woven = new Woven(engine);
        Object value = woven.price("FR");
        assertThat(woven.price("FR")).isSameAs(value);
        BiConsumer<@Nullable Object, @Nullable Object> pending = woven.change("FR");
        assertThat(woven.price("FR")).as("not yet").isSameAs(value);
        pending.accept(null, new IOException());
        assertThat(woven.price("FR")).as("it failed").isSameAs(value);
        woven.change("DE").accept("x", null);
        assertThat(woven.price("FR")).as("another country").isSameAs(value);
        woven.change("FR").accept("x", null);
        Object second = woven.price("FR");
        assertThat(second).isNotSameAs(value);
        woven.change("DE").accept("all", null);
        assertThat(woven.price("FR")).as("by the result").isNotSameAs(second);
    }

    @Test
    void tagsOfAChangeThatCannotBeToldDropAllThatHasTags() throws Throwable {
        Woven woven = new Woven(new Engine(EngineSettings.defaults()));
        Object value = woven.price("FR");
        woven.change(new Hostile()).accept("x", null);
        assertThat(woven.price("FR")).isNotSameAs(value);
    }

    /** Cannot be written. */
    static final class Hostile {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    /** What is linked as woven code would be. */
    @SuppressWarnings("unused") // read by its class file
    static class Subject {
        @Cached(tags = {"country:{0}", "result:all"})
        String price(Object country) {
            return "price";
        }

        @Invalidates(tags = {"country:{0}", "result:{result}"})
        String change(Object country) {
            return "";
        }
    }

    /** Calls the subject's methods. */
    private static final class Woven {
        private static final MethodType PROBE = MethodType.methodType(Object.class, Object.class, Object.class);

        private final Subject subject = new Subject();
        private final MethodHandle price;
        private final MethodHandle change;

        Woven(Engine engine) throws Throwable {
            String resource = Subject.class.getName().replace('.', '/');
            ClassBytes source = ClassBytes.of(Subject.class.getClassLoader());
            byte[] bytes = java.util.Objects.requireNonNull(source.find(resource));
            ClassPlan plan = ClassPlan.of(bytes, Rules.NONE, source, Purpose.WEAVE);
            MemoizedMethod memoized = plan.memoized().get(0);
            List<Invalidation> invalidations = plan.invalidating().get(0).invalidations();
            price = link(engine, "memoize", "price", memoized.settings().encode());
            change = link(engine, "invalidate", "change", Invalidation.encode(invalidations));
        }

        private static MethodHandle link(Engine engine, String kind, String name, String settings) throws Throwable {
            MethodHandles.Lookup host = MethodHandles.privateLookupIn(Subject.class, MethodHandles.lookup());
            return (MethodHandle) engine.linker()
                    .invokeExact(host, kind, PROBE, name, "(Ljava/lang/Object;)Ljava/lang/String;", settings);
        }

        Object price(Object country) throws Throwable {
            Object slot = price.invoke(subject, country);
            if (slot instanceof BiConsumer<?, ?>) {
                String loaded = new String("price");
                Probes.load(slot, loaded);
                return loaded;
            }
            return slot;
        }

        @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
        BiConsumer<@Nullable Object, @Nullable Object> change(Object country) throws Throwable {
            return (BiConsumer<@Nullable Object, @Nullable Object>) change.invoke(subject, country);
        }
    }
}
