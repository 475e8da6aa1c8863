// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** JSON, written by hand. */
class JsonTextTest {
    @Test
    void mapsListsAndNumbersAreWritten() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", List.of(1, true, "x"));
        value.put("b", List.of());
        value.put("c", Map.of());

        assertThat(JsonText.of(value)).isEqualTo("""
                {
                  "a": [
                    1,
                    true,
                    "x"
                  ],
                  "b": [],
                  "c": {}
                }
                """);
    }

    @Test
    void textsAreEscaped() {
        assertThat(JsonText.of("a\"b\\c\n\r\t\u0000\u001f\u2028\ud83d\ude00\ud800é"))
                .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001f\\u2028\\ud83d\\ude00\\ud800é\"\n");
    }
}
