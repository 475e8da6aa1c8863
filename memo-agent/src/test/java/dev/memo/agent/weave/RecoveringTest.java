// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.agent.weave.fixture.Recovering;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A woven method that may recover returns what Memo has in the place of its exception. */
class RecoveringTest {
    private final Calls woven = new Calls(woven(true));

    @AfterEach
    void reset() {
        MapEngine.instead = null;
    }

    @Test
    void theExceptionIsThrownOnWhereMemoHasNothing() {
        for (String method : new String[] {"number", "large", "exact", "flag", "text", "any", "quiet"}) {
            assertThatThrownBy(() -> woven.callThrowing(method, 1)).hasMessage(method + " 1");
        }
    }

    @Test
    void whatMemoHasIsReturnedAsTheMethodsType() {
        assertThat(recovered("number", 7)).isEqualTo(7);
        assertThat(recovered("large", 7L)).isEqualTo(7L);
        assertThat(recovered("exact", 7.5)).isEqualTo(7.5);
        assertThat(recovered("flag", true)).isEqualTo(true);
        assertThat(recovered("text", "kept")).isEqualTo("kept");
        assertThat(recovered("any", List.of(1))).isEqualTo(List.of(1));
        assertThat(recovered("text", Void.TYPE)).isNull();
        assertThat(recovered("any", Void.TYPE)).isNull();
    }

    @Test
    void whatTheBodyCatchesItselfIsNotRecovered() {
        assertThat(recovered("quiet", "kept")).isEqualTo("kept");
        assertThat(woven.call("caught", 1)).isEqualTo("caught quiet");
    }

    @Test
    void aMethodThatMayNotRecoverThrows() {
        MapEngine.instead = "kept";
        assertThatThrownBy(() -> new Calls(woven(false)).callThrowing("text", 1))
                .hasMessage("text 1");
    }

    private @Nullable Object recovered(String method, Object instead) {
        MapEngine.instead = instead;
        return woven.call(method, 2);
    }

    private static Class<?> woven(boolean recovers) {
        ClassFiles loader = new ClassFiles();
        byte[] bytes = ClassFiles.read(Recovering.class.getName());
        List<WovenMethod> methods = Annotated.methods(bytes).stream()
                .map(method -> new WovenMethod(
                        method.name(),
                        method.descriptor(),
                        method.kind(),
                        method.receiver(),
                        method.parameters(),
                        method.settings(),
                        method.async(),
                        recovers))
                .toList();
        loader.add(Recovering.class.getName(), ClassFiles.weave(bytes, methods).classFile());
        return loader.load(Recovering.class.getName());
    }
}
