// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.method.MethodSettings;
import dev.memo.region.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which store a method has, and what is said where there is none of its name. */
class NamedStoresTest {
    private final List<String> log = new ArrayList<>();
    private final NamedStores stores = new NamedStores(Map.of("disk", StoreChoice.at("a.db")), log::add);

    @Test
    void aMethodHasTheStoreThatItNames() {
        assertThat(stores.of(naming("disk"))).isEqualTo(StoreChoice.at("a.db"));
        assertThat(stores.of(naming(""))).isNull();
        assertThat(log).isEmpty();
    }

    @Test
    void oneThatIsNotThereIsSaidOnceWithWhatToDo() {
        assertThat(stores.of(naming("dsik"))).isNull();
        assertThat(stores.of(naming("dsik"))).isNull();
        assertThat(stores.of(naming("other"))).isNull();
        assertThat(log)
                .containsExactly(
                        "Prices.price: its results are kept in the heap only, as this runtime has no store \"dsik\"."
                                + " Start the agent with store.dsik=FILE, or call MemoBuilder.store(\"dsik\", file), to keep"
                                + " them, and those of other methods that name it. If it was given, an earlier message says"
                                + " why it was left out.",
                        "Prices.price: its results are kept in the heap only, as this runtime has no store \"other\"."
                                + " Start the agent with store.other=FILE, or call MemoBuilder.store(\"other\", file), to keep"
                                + " them, and those of other methods that name it. If it was given, an earlier message says"
                                + " why it was left out.");
    }

    @Test
    void anEnginesStoresAreThoseOfItsSettings() {
        EngineSettings settings = EngineSettings.builder()
                .stores(Map.of("disk", StoreChoice.at("b.db")))
                .build();
        assertThat(NamedStores.of(settings).of(naming("disk"))).isEqualTo(StoreChoice.at("b.db"));
    }

    private static MethodSettings naming(String store) {
        return new MethodSettings(
                        "Prices.price",
                        0,
                        0,
                        Barrier.KEY,
                        Receiver.IGNORE,
                        Storage.AUTO,
                        0,
                        0,
                        true,
                        "",
                        0,
                        Governor.DEFAULT,
                        "",
                        List.of())
                .with(new Stored(store, "", true, List.of(), List.of(), 0), "");
    }
}
