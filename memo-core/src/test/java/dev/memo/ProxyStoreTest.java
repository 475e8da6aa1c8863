// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import org.junit.jupiter.api.Test;

/** Methods of proxies that name a store: the code that counts must be the code that runs. */
class ProxyStoreTest {
    private final Memo memo = Memo.create();

    @Test
    void aMethodOfTheWrappedClassCountsByItsCode() {
        assertThat(memo.proxy(Prices.class, new OwnPrices()).price(1)).isEqualTo(2);
        assertThat(memo.proxy(Open.class, new Open()).price(1)).isEqualTo(3);
        assertThat(memo.proxy(Open.class, new Inheriting()).price(1)).isEqualTo(3);
        assertThat(memo.proxy(WithDefault.class, new WithDefault() {}).price(1)).isEqualTo(1);
    }

    @Test
    void onesThatOverrideTheAnnotatedMethodAreRefused() {
        assertThatThrownBy(() -> memo.proxy(Open.class, new Overriding()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageEndingWith(
                        "@Cached on ProxyStoreTest.Open.price(int): its results are good for the code that"
                                + " has computed them, but what is run is the method of Overriding. Annotate that one, or set code"
                                + " = false and version = \"1\", and another version whenever results change.");
        assertThatThrownBy(() -> memo.proxy(WithDefault.class, new Doubling()))
                .hasMessageContaining("what is run is the method of Doubling");
    }

    @Test
    void anInterfacesMethodNeedsToSayThatCodeDoesNotCount() {
        assertThatThrownBy(() -> memo.proxy(Bodiless.class, key -> key))
                .hasMessageContaining("its code cannot be known, as it has no body here");
        assertThat(memo.proxy(Versioned.class, key -> key + 4).price(1)).isEqualTo(5);
    }

    /** Not annotated. */
    interface Prices {
        int price(int key);
    }

    /** Annotated where the code is. */
    static class OwnPrices implements Prices {
        @Override
        @Cached(store = "disk")
        public int price(int key) {
            return key + 1;
        }
    }

    /** Annotated, and open. */
    static class Open {
        @Cached(store = "disk")
        int price(int key) {
            return key + 2;
        }
    }

    /** Has the method from above. */
    static class Inheriting extends Open {}

    /** Has another. */
    static class Overriding extends Open {
        @Override
        int price(int key) {
            return key + 3;
        }
    }

    /** Annotated, with code. */
    interface WithDefault {
        @Cached(store = "disk")
        default int price(int key) {
            return key;
        }
    }

    /** Has code of its own. */
    static class Doubling implements WithDefault {
        @Override
        public int price(int key) {
            return key * 2;
        }
    }

    /** Annotated, without code. */
    @FunctionalInterface
    interface Bodiless {
        @Cached(store = "disk")
        int price(int key);
    }

    /** Annotated, with what is to be said. */
    @FunctionalInterface
    interface Versioned {
        @Cached(store = "disk", code = false, version = "1")
        int price(int key);
    }
}
