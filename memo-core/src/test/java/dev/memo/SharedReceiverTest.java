// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers that are told apart by identity, with many results each. */
@Timeout(120)
class SharedReceiverTest {
    private static final int PRODUCTS = 1_000;

    private final Memo memo = Memo.create();
    private long asked;

    @Test
    void allResultsOfAReceiverGoWithIt() {
        fill(memo.proxy(Prices.class, new Shop(1)));
        assertThat(memo.stats().entries()).isEqualTo(PRODUCTS);
        Prices other = memo.proxy(Prices.class, new Shop(2));
        assertThat(Eventually.holdsAfterCollections(() -> other.price(asked++) == 2 && entries() == asked))
                .isTrue();
        assertThat(other.price(0)).isEqualTo(2);
    }

    @Test
    void aReceiverKeepsItsResultsWhenAnotherGoes() {
        Prices one = memo.proxy(Prices.class, new Shop(1));
        Prices three = memo.proxy(Prices.class, new Shop(3));
        fill(one);
        fill(memo.proxy(Prices.class, new Shop(2)));
        assertThat(Eventually.holdsAfterCollections(() -> three.price(asked++) == 3 && entries() == PRODUCTS + asked))
                .isTrue();
        long loads = memo.stats().loads();
        fill(one);
        assertThat(memo.stats().loads()).isEqualTo(loads);
    }

    @Test
    void aKeyThatWasInvalidatedIsNotKeptForItsReceiversSake() {
        Names names = memo.proxy(Names.class, new Catalogue("books"));
        WeakReference<Token> token = ask(names);
        memo.invalidateAll();
        assertThat(Eventually.holdsAfterCollections(() -> token.refersTo(null))).isTrue();
        assertThat(names.name(List.of())).isEqualTo("books");
    }

    private static WeakReference<Token> ask(Names names) {
        Token token = new Token("one");
        assertThat(names.name(List.of(token))).isEqualTo("books");
        return new WeakReference<>(token);
    }

    private long entries() {
        return memo.stats().entries();
    }

    private static void fill(Prices prices) {
        for (int product = 0; product < PRODUCTS; product++) {
            prices.price(product);
        }
    }

    /** What is wrapped. */
    public interface Prices {
        @Cached
        long price(long product);
    }

    /** A service with a field: told apart by identity. Immutable. */
    private static final class Shop implements Prices {
        private final long price;

        Shop(long price) {
            this.price = price;
        }

        @Override
        public long price(long product) {
            return price;
        }
    }

    /** What has a key that refers to objects. */
    public interface Names {
        @Cached
        String name(List<Token> tokens);
    }

    /** A part of a key, kept by reference as it cannot change. Immutable. */
    public record Token(String text) {}

    /** Another service with a field. Immutable. */
    private static final class Catalogue implements Names {
        private final String name;

        Catalogue(String name) {
            this.name = name;
        }

        @Override
        public String name(List<Token> tokens) {
            return name;
        }
    }
}
