// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.KeyIgnore;
import java.lang.reflect.Constructor;
import org.junit.jupiter.api.Test;

/** Annotations of the wrapped type and of the object's class, and how they go together. */
class ProxyAnnotationsTest {
    private final Memo memo = Memo.create();

    /** What is wrapped below; some annotate it, others their own methods. */
    public interface Stock {
        int count(long id, String place);

        void put(long id, String place);

        void take(long id, String place);
    }

    /** A stock that remembers. */
    interface CachedStock extends Stock {
        @Override
        @Cached
        int count(long id, String place);
    }

    /** A stock whose changes are told. */
    public interface ChangingStock extends Stock {
        @Override
        @Invalidates(method = "count")
        void put(long id, String place);
    }

    @Test
    void aChangeThatTheClassTellsDropsWhatTheTypeRemembers() {
        Stock stock = memo.proxy(CachedStock.class, new ChangingClass());
        assertThat(stock.count(1, "x")).isEqualTo(1);
        stock.put(1, "x");
        assertThat(stock.count(1, "x")).isEqualTo(2);
        stock.take(1, "x");
        assertThat(stock.count(1, "x")).as("by an annotation of take").isEqualTo(3);
    }

    @Test
    void aChangeThatTheTypeTellsDropsWhatTheClassRemembers() {
        Stock stock = memo.proxy(ChangingStock.class, new CachedClass());
        assertThat(stock.count(1, "x")).isEqualTo(1);
        assertThat(stock.count(1, "y")).as("its place is not in the key").isEqualTo(1);
        stock.put(1, "z");
        assertThat(stock.count(1, "x")).isEqualTo(2);
    }

    @Test
    void anInterfaceThatDoesNotSeeTheClassFindsWhatItRemembers() throws Exception {
        Class<?> twin = new TwinLoader(CachedClass.class, Counted.class).loadClass(CachedClass.class.getName());
        Constructor<?> constructor = twin.getDeclaredConstructor();
        constructor.setAccessible(true);
        ChangingStock stock = memo.proxy(ChangingStock.class, (ChangingStock) constructor.newInstance());
        assertThat(stock.count(1, "x")).isEqualTo(1);
        assertThat(stock.count(1, "x")).isEqualTo(1);
        stock.put(1, "x");
        assertThat(stock.count(1, "x")).isEqualTo(2);
    }

    @Test
    void whereBothRememberTheTypesKeyIsTheOneThatIsDropped() {
        Stock stock = memo.proxy(CachedStock.class, new BothClass());
        assertThat(stock.count(1, "x")).isEqualTo(1);
        assertThat(stock.count(1, "y")).as("the type has the place in its key").isEqualTo(2);
        stock.put(1, "x");
        assertThat(stock.count(1, "y")).isEqualTo(2);
        assertThat(stock.count(1, "x")).isEqualTo(3);
    }

    @Test
    void whatTheTypeAndTheClassDropBothGo() {
        Twofold twofold = memo.proxy(Twofold.class, new TwofoldClass());
        assertThat(twofold.one()).isEqualTo(1);
        assertThat(twofold.other()).isEqualTo(2);
        twofold.change();
        assertThat(twofold.one()).isEqualTo(3);
        assertThat(twofold.other()).isEqualTo(4);
    }

    @Test
    void anOpenClassDropsItsOwn() {
        ChangingClass stock = memo.proxy(ChangingClass.class, new CachedAndChanging());
        assertThat(stock.count(1, "x")).isEqualTo(1);
        assertThat(stock.count(1, "x")).isEqualTo(1);
        stock.put(1, "x");
        assertThat(stock.count(1, "x")).isEqualTo(2);
    }

    @Test
    void allProblemsOfTheTypeAndOfTheClassComeAtOnce() {
        assertThatThrownBy(() -> memo.proxy(WrongStock.class, new WrongClass()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("4 problems in the memoized methods of ")
                .hasMessageContaining(
                        "WrongStock.put(long, String): ProxyAnnotationsTest.WrongStock has no method cout."
                                + " Did you mean count(long, String)?")
                .hasMessageContaining("@Cached on ProxyAnnotationsTest.WrongClass.count(long, String): ttl must be")
                .hasMessageContaining("tag \"{colour}\" names \"colour\", which is no parameter")
                .hasMessageContaining("WrongClass.own(): it returns void");
    }

    @Test
    void aResultThatTheTypeRemembersAndTheClassWouldHaveDropOthersIsRefused() {
        assertThatThrownBy(() -> memo.proxy(CachedStock.class, new Contrary()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("@Cached on ProxyAnnotationsTest.CachedStock.count(long, String): it has"
                        + " @Invalidates too, on Contrary, and a hit would not invalidate anything. Remove one of the"
                        + " two.");
    }

    @Test
    void whatAProxyDoesNotSeeCannotBeDropped() {
        assertThatThrownBy(() -> memo.proxy(CachedStock.class, new Hidden()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("Hidden.secret() is not memoized, as a proxy does not see its calls. Start with"
                        + " the agent, which sees them, or memoize a method that the proxy has.");
    }

    /** Counts how often it was asked. */
    static class Counted implements CachedStock {
        private int loads;

        @Override
        public int count(long id, String place) {
            return ++loads;
        }

        @Override
        public void put(long id, String place) {}

        @Override
        public void take(long id, String place) {}
    }

    static class ChangingClass extends Counted {
        @Override
        @Invalidates(method = "count")
        public void put(long id, String place) {}

        @Override
        @Invalidates(
                method = "count",
                args = {"0", "place"})
        public void take(long id, String place) {}
    }

    static final class CachedAndChanging extends ChangingClass {
        @Override
        @Cached
        public int count(long id, String place) {
            return super.count(id, place);
        }
    }

    /** Remembers by the id alone. */
    static final class CachedClass implements ChangingStock {
        private int loads;

        @Override
        @Cached
        public int count(long id, @KeyIgnore String place) {
            return ++loads;
        }

        @Override
        public void put(long id, String place) {}

        @Override
        public void take(long id, String place) {}
    }

    static final class BothClass extends Counted {
        @Override
        @Cached
        public int count(long id, @KeyIgnore String place) {
            return super.count(id, place);
        }

        @Override
        @Invalidates(method = "count")
        public void put(long id, String place) {}
    }

    interface Twofold {
        @Cached
        int one();

        @Cached
        int other();

        @Invalidates(method = "one")
        void change();
    }

    static final class TwofoldClass implements Twofold {
        private int loads;

        @Override
        public int one() {
            return ++loads;
        }

        @Override
        public int other() {
            return ++loads;
        }

        @Override
        @Invalidates(method = "other")
        public void change() {}
    }

    interface WrongStock extends CachedStock {
        @Override
        @Invalidates(method = "cout")
        void put(long id, String place);
    }

    static final class WrongClass extends Counted implements WrongStock {
        @Override
        @Cached(ttl = "0s")
        public int count(long id, String place) {
            return super.count(id, place);
        }

        @Override
        @Invalidates(tags = "{colour}")
        public void take(long id, String place) {}

        @Cached
        void own() {}
    }

    static final class Contrary extends Counted {
        @Override
        @Invalidates(tags = "all")
        public int count(long id, String place) {
            return super.count(id, place);
        }
    }

    static final class Hidden extends Counted {
        @Override
        @Invalidates(method = "secret")
        public void put(long id, String place) {
            secret();
        }

        @Cached
        private static int secret() {
            return 1;
        }
    }
}
