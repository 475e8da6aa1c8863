// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.testkit.PolicyContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** All of Memo's own policies keep the contract, and so does one of a user's. */
class PoliciesTest {

    @Nested
    class Adaptive extends PolicyContract {
        @Override
        protected MemoBuilder runtime() {
            return Memo.builder().policy("adaptive");
        }
    }

    @Nested
    class Lru extends PolicyContract {
        @Override
        protected MemoBuilder runtime() {
            return Memo.builder().policy("LRU");
        }
    }

    @Nested
    class Lfu extends PolicyContract {
        @Override
        protected MemoBuilder runtime() {
            return Memo.builder().policy("lfu");
        }
    }

    @Nested
    class Fifo extends PolicyContract {
        @Override
        protected MemoBuilder runtime() {
            return Memo.builder().policy("Fifo");
        }
    }

    @Nested
    class Lifo extends PolicyContract {
        @Override
        protected MemoBuilder runtime() {
            return Memo.builder().policy("lifo");
        }
    }

    @Nested
    class Mru extends PolicyContract {
        @Override
        protected MemoBuilder runtime() {
            return Memo.builder().policy("mru");
        }
    }

    @Nested
    @Tag("parity-35")
    class ByChance extends PolicyContract {
        @Override
        protected MemoBuilder runtime() {
            return Memo.builder().policy("random").seed(7);
        }
    }

    @Nested
    @Tag("parity-38")
    class OfAUser extends PolicyContract {
        @Override
        protected MemoBuilder runtime() {
            return Memo.builder().policy(new SecondChance());
        }
    }
}
