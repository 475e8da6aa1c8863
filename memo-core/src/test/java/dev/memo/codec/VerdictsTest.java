// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.memo.codec.VerificationTest.Unequal;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is learned about a class is said once. Confined to one thread. */
class VerdictsTest {
    private final Logger logger = Logger.getLogger(Verdicts.class.getPackageName());
    private final Records records = new Records();

    @BeforeEach
    void listen() {
        logger.addHandler(records);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(records);
    }

    @Test
    void refusedClassIsLoggedOnceWithoutItsValue() {
        KryoCodec codec = new KryoCodec(VerdictsTest.class.getClassLoader());
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowable(() -> codec.encode(new Unequal(4711)))).isNotNull();
            assertThat(catchThrowable(() -> codec.encode(new ArrayList<>(List.of(new Unequal(4711))))))
                    .isNotNull();
        }

        assertThat(records.texts).hasSize(1);
        assertThat(records.texts.get(0))
                .startsWith(Unequal.class.getName() + ": its instances cannot be copied, ")
                .doesNotContain("4711");
    }

    @Test
    void classThatHasSurvivedIsNotRefusedLater() {
        Verdicts verdicts = new Verdicts();
        verdicts.survived(String.class);
        verdicts.refuse(String.class, "a change of mind");

        assertThat(verdicts.refusal(String.class)).isNull();
        assertThat(verdicts.hasSurvived(String.class)).isTrue();
        assertThat(new Verdicts().hasSurvived(String.class)).isFalse();
    }

    /** Keeps what is logged. Confined to one thread. */
    private static final class Records extends Handler {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            texts.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
