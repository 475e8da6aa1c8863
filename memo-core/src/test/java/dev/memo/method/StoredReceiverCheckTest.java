// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import org.junit.jupiter.api.Test;

/** Which objects may be parts of keys that are the same in every process. */
class StoredReceiverCheckTest {
    @Test
    void keysAndReceiversThatAreTheSameInEveryProcessAreTaken() {
        assertThat(Plans.texts(Plans.weave(Stateless.class).problems())).isEmpty();
        assertThat(Plans.texts(Plans.weave(Stateful.class).problems())).isEmpty();
        assertThat(Plans.texts(Plans.weave(Point.class).problems())).isEmpty();
        assertThat(Plans.texts(Plans.weave(Planet.class).problems())).isEmpty();
        assertThat(Plans.texts(Plans.weave(WithDefault.class).problems())).isEmpty();
    }

    @Test
    void receiversThatAreNotAreRefused() {
        assertThat(Plans.texts(Plans.weave(Fielded.class).problems()))
                .containsExactly(
                        "@Cached on StoredReceiverCheckTest.Fielded.auto(int): it is called on a StoredReceiverCheckTest.Fielded, which has"
                                + " fields and no form that is the same in every process, so that a store could not find its"
                                + " results. Use receiver = IGNORE if they are the same for all objects, or make its class a"
                                + " record of simple values or an enum.",
                        "@Cached on StoredReceiverCheckTest.Fielded.identity(int): receiver is IDENTITY, which is another in every"
                                + " process, so that a store could not find its results. Use receiver = IGNORE if they are the"
                                + " same for all objects, or make its class a record of simple values or an enum.",
                        "@Cached on StoredReceiverCheckTest.Fielded.equals(int): receiver is EQUALS, and it is called on a"
                                + " StoredReceiverCheckTest.Fielded, which has fields and no form that is the same in every process, so"
                                + " that a store could not find its results. Use receiver = IGNORE if they are the same for all"
                                + " objects, or make its class a record of simple values or an enum.");
        assertThat(Plans.codes(Plans.weave(Inheriting.class).problems())).containsExactly("UNSTABLE_RECEIVER");
        assertThat(Plans.texts(Plans.weave(Plain.class, Plain.class.getName() + ".price store=disk")
                        .problems()))
                .singleElement()
                .asString()
                .endsWith("Use receiver=ignore if they are the same for all objects.");
    }

    /** Has a field, which does not count. */
    static class Stateful {
        final int rate = Integer.getInteger("rate", 1);

        @Cached(store = "disk", receiver = Receiver.IGNORE)
        int price(int key) {
            return key * rate;
        }

        @Cached(store = "disk")
        static int other(int key) {
            return key;
        }
    }

    /** A record. */
    record Point(int x, int y) {
        @Cached(store = "disk")
        int times(int factor) {
            return x * factor + y;
        }
    }

    /** An enum. */
    enum Planet {
        EARTH;

        @Cached(store = "disk")
        int far(int from) {
            return from;
        }
    }

    /** An interface, whose objects nobody knows. */
    interface WithDefault {
        @Cached(store = "disk")
        default int price(int key) {
            return key;
        }
    }

    /** Objects that only this process knows. */
    static class Fielded {
        final int rate = Integer.getInteger("rate", 1);

        @Cached(store = "disk")
        int auto(int key) {
            return key * rate;
        }

        @Cached(store = "disk", receiver = Receiver.IDENTITY)
        int identity(int key) {
            return key * rate;
        }

        @Cached(store = "disk", receiver = Receiver.EQUALS)
        int equals(int key) {
            return key * rate;
        }
    }

    /** Has its fields from above. */
    static class Inheriting extends Fielded {
        @Cached(store = "disk")
        int own(int key) {
            return key;
        }
    }

    /** Somebody else's. */
    static class Plain {
        int rate;

        int price(int key) {
            return key * rate;
        }
    }

    /** Objects without fields are all alike. */
    static class Stateless {
        @Cached(store = "disk")
        int price(int key) {
            return key;
        }
    }
}
