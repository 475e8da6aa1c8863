// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts in one line and back. Confined to one thread. */
class FieldsTest {

    @Test
    void joinedFieldsAreSplitAgainWhateverTheyHold() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            List<String> fields = new ArrayList<>();
            for (int n = random.nextInt(5); n > 0; n--) {
                fields.add(Seeds.text(random, "ab;\\u0041\n\r\t\0\u2028\ud83d\ude00é,", 10));
            }
            String line = Fields.join(fields);
            assertThat(Fields.split(line)).as("seed %d", seed).isEqualTo(fields);
            assertThat(line.lines().count()).as("seed %d", seed).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void emptyFieldsCount() {
        assertThat(Fields.split(Fields.join(List.of("", "")))).containsExactly("", "");
        assertThat(Fields.split(Fields.join(List.of()))).isEmpty();
    }

    @Test
    void halfACharacterSurvivesOnItsOwn() {
        assertThat(Fields.split(Fields.join(List.of("\ud83d")))).containsExactly("\ud83d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a;b", "a;\\", "a\\u00", "a\\u00;", "\\uzzzz;"})
    void lineThatWasNotJoinedIsRefused(String line) {
        assertThatThrownBy(() -> Fields.split(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherNumberOfFieldsIsRefused() {
        assertThatThrownBy(() -> Fields.split("a;b;", 3))
                .hasMessage("woven settings: another version of Memo wrote them, found \"a;b;\". "
                        + "Weave the class again with this version.");
    }

    @Test
    void onlyTrueAndFalseAreFlags() {
        assertThat(Fields.flag("true")).isTrue();
        assertThat(Fields.flag("false")).isFalse();
        assertThatThrownBy(() -> Fields.flag("yes")).isInstanceOf(IllegalArgumentException.class);
    }
}
