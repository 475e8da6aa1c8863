// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.method.ClassBytes;
import dev.memo.method.Problem;
import dev.memo.method.Rules;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A method that names a store is woven, whether the store is there or not; the report says so. */
class MissingStoreTest {
    private final ClassBytes source = ClassBytes.of(MissingStoreTest.class.getClassLoader());

    @Test
    void aStoreThatNoOptionHasToldOfIsRemarkedOn() {
        ClassReport report = woven(Options.read("store.other=a.db"));
        assertThat(report.woven()).hasSize(1);
        assertThat(report.problems()).isEmpty();
        assertThat(report.remarks())
                .singleElement()
                .extracting(Problem::text)
                .isEqualTo(
                        "@Cached on MissingStoreTest.Prices.price(int): store is \"disk\", which the runtime does not"
                                + " have, so that results are kept in the heap only. Start the agent with store.disk=FILE. It has"
                                + " other.");
    }

    @Test
    void oneThatIsThereIsNot() {
        ClassReport report = woven(Options.read("store.disk=a.db"));
        assertThat(report.woven()).hasSize(1);
        assertThat(report.remarks()).isEmpty();
    }

    private ClassReport woven(Options options) {
        Set<String> stores = options.stores();
        byte[] classFile =
                Objects.requireNonNull(source.find(Prices.class.getName().replace('.', '/')));
        return ClassWeaving.of(classFile, Rules.NONE, source, stores).report();
    }

    /** Names a store. */
    static class Prices {
        @Cached(store = "disk")
        static int price(int key) {
            return key;
        }
    }
}
