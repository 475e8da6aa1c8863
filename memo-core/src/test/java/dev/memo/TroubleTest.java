// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Storage;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.spi.Codec;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memo's own trouble, with loggers and codecs that throw: no caller sees it, and no flight stays open. */
@Timeout(60)
class TroubleTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void aLoggerThatThrowsLeavesNoFlightOpen() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0], int.class);
        logging(true);
        try {
            for (int key = 0; key < 20_100; key++) {
                assertThat(method.call(key)).isEqualTo(key);
            }
        } finally {
            logging(false);
        }
        Crowd other = Crowd.platform(1, i -> {
            for (int key = 0; key < 20_100; key++) {
                assertThat(method.call(key)).isEqualTo(key);
            }
            return "done";
        });
        assertThat(other.outcomes()).containsExactly("done");
    }

    @Test
    void aCodecThatThrowsWhatItShouldNotReachesNoCaller() throws Throwable {
        Engine strange = new Engine(
                EngineSettings.builder().maxBytes(1 << 20).codec(new Throwing()).build());
        LinkedMethod method = LinkedMethod.of(
                strange,
                Changed.storage(Storage.ISOLATED),
                a -> {
                    Latches.await(release);
                    return "value " + a[0];
                },
                int.class);
        Crowd crowd = Crowd.platform(10, i -> method.call(7)).untilAllWait();
        release.countDown();
        assertThat(crowd.outcomes()).containsOnly("value 7");
        assertThat(method.call(7)).isEqualTo("value 7");
    }

    /** Lets the logger of the JDK throw, or not; it is in a module that the one under test does not read. */
    private static void logging(boolean throwing) throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.util.logging.Logger");
        Class<?> filter = Class.forName("java.util.logging.Filter");
        Object logger = type.getMethod("getLogger", String.class).invoke(null, "dev.memo");
        Object thrower = Proxy.newProxyInstance(filter.getClassLoader(), new Class<?>[] {filter}, (proxy, m, a) -> {
            throw new IllegalStateException("no log");
        });
        @Nullable Object chosen = throwing ? thrower : null;
        type.getMethod("setFilter", filter).invoke(logger, chosen);
    }

    /** Encodes everything, and throws something else than a codec may when it decodes. Thread-safe. */
    private static final class Throwing implements Codec {
        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public byte[] encode(Object value) {
            return new byte[1];
        }

        @Override
        public Object decode(byte[] bytes) {
            throw new IllegalStateException("not decoded");
        }
    }
}
