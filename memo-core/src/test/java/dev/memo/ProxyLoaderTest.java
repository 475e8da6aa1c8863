// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.lang.reflect.Constructor;
import org.junit.jupiter.api.Test;

/** Proxies of one interface around classes of several class loaders, which are annotated themselves. */
class ProxyLoaderTest {
    private final Memo memo = Memo.create();

    @Test
    void classesOfOneNameInTwoClassLoadersDoNotShareEntries() throws Exception {
        Greeting first = memo.proxy(Greeting.class, twin("hello"));
        Greeting second = memo.proxy(Greeting.class, twin("good day"));
        for (int round = 0; round < 2; round++) {
            assertThat(first.greet("ada")).isEqualTo("hello ada");
            assertThat(second.greet("ada")).isEqualTo("good day ada");
        }
        assertThat(memo.methods()).hasSize(2);
        assertThat(memo.stats().hits()).isEqualTo(2);
    }

    private static Greeting twin(String word) throws Exception {
        Class<?> twin = new TwinLoader(Polite.class).loadClass(Polite.class.getName());
        Constructor<?> constructor = twin.getConstructor(String.class);
        return (Greeting) constructor.newInstance(word);
    }

    /** What both class loaders know. */
    public interface Greeting {
        String greet(String name);
    }

    /** What each class loader has its own of. */
    public static final class Polite implements Greeting {
        private final String word;

        public Polite(String word) {
            this.word = word;
        }

        @Override
        @Cached(receiver = Receiver.IGNORE)
        public String greet(String name) {
            return word + " " + name;
        }
    }
}
