// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.weave.fixture.Access;
import dev.memo.method.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which classes are woven as they load, and that none fails to load. */
class MemoTransformerTest {
    private static final String NAME = "dev/memo/agent/weave/fixture/Access";

    private final WeaveReport report = new WeaveReport();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Reporter reporter = new Reporter(ReportTarget.REFUSALS, report, new Console(err));
    private final ClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader());

    private static byte[] access() throws IOException {
        try (InputStream in = Access.class.getResourceAsStream("Access.class")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    private byte @Nullable [] transform(Rules rules, @Nullable ClassLoader from, @Nullable String name, byte[] bytes) {
        return new MemoTransformer(rules, Set.of(), reporter, new FirstUse()).transform(from, name, null, null, bytes);
    }

    @Test
    void annotatedClassIsWoven() throws IOException {
        byte[] woven = transform(Rules.NONE, loader, NAME, access());

        assertThat(woven).isNotNull();
        assertThat(new String(woven, StandardCharsets.ISO_8859_1)).contains("java/lang/MemoDispatch");
        assertThat(report.classes()).singleElement().satisfies(each -> {
            assertThat(each.className()).isEqualTo("dev.memo.agent.weave.fixture.Access");
            assertThat(each.woven()).hasSize(6);
        });
    }

    @Test
    void sameClassIsReportedOnceHoweverOftenItIsWoven() throws IOException {
        assertThat(transform(Rules.NONE, loader, NAME, access())).isNotNull();
        assertThat(transform(Rules.NONE, loader, NAME, access())).isNotNull();

        assertThat(report.classes()).hasSize(1);
    }

    @Test
    void othersAreLetGo() throws IOException {
        byte[] bytes = access();

        assertThat(transform(Rules.NONE, null, NAME, bytes)).as("the JVM's").isNull();
        assertThat(transform(Rules.NONE, loader, null, bytes))
                .as("without a name")
                .isNull();
        assertThat(transform(Rules.NONE, getClass().getClassLoader(), NAME, bytes))
                .as("Memo's own")
                .isNull();
        assertThat(transform(Rules.NONE, loader, NAME + "$$EnhancerBySpring$$1", bytes))
                .as("generated")
                .isNull();
        assertThat(transform(Rules.NONE, loader, "dev/memo/annotation/Cached", bytes))
                .isNull();
        assertThat(transform(Rules.NONE, loader, "a/B", Arrays.copyOf(bytes, 10)))
                .as("not annotated")
                .isNull();
        assertThat(report.classes()).isEmpty();
    }

    @Test
    void classThatARuleNamesIsWoven() throws IOException {
        byte[] bytes;
        try (InputStream in = MemoTransformerTest.class.getResourceAsStream("Ruled.class")) {
            assertThat(in).isNotNull();
            bytes = in.readAllBytes();
        }
        Rules rules = Rules.parse("rules.txt", List.of("dev.memo.agent.Ruled.twice ttl=1h"));

        assertThat(transform(rules, loader, "dev/memo/agent/Ruled", bytes)).isNotNull();
        assertThat(report.classes().get(0).woven())
                .extracting(WovenEntry::settings)
                .containsExactly("ttl=1h");
    }

    @Test
    void classThatCannotBeReadLoadsAsItIsAndIsReported() throws IOException {
        byte[] bytes = access();
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 40);

        assertThat(transform(Rules.NONE, loader, NAME, cut)).isNull();
        assertThat(report.classes())
                .singleElement()
                .satisfies(each -> assertThat(each.problems()).hasSize(1));
    }
}
