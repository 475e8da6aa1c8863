// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;

/** Class files found by name. Confined to one thread. */
class ClassBytesTest {

    @Test
    void classOfTheLoaderIsFoundWithoutLoadingIt() {
        byte[] found =
                ClassBytes.of(ClassBytesTest.class.getClassLoader()).find("dev/memo/method/ClassBytesTest$Unused");
        assertThat(found).startsWith(0xCA, 0xFE, 0xBA, 0xBE);
        assertThat(loaded).isFalse();
    }

    @Test
    void classOfThePlatformIsFoundThroughAnyLoader() {
        assertThat(ClassBytes.of(null).find("java/lang/String")).isNotNull();
        assertThat(ClassBytes.of(null).find("java/sql/ResultSet")).isNotNull();
        assertThat(ClassBytes.of(new Blind()).find("java/sql/ResultSet")).isNotNull();
    }

    @Test
    void missingClassIsNull() {
        assertThat(ClassBytes.of(null).find("net/acme/Gone")).isNull();
        assertThat(ClassBytes.of(new Blind()).find("net/acme/Gone")).isNull();
    }

    @Test
    void loaderInTroubleHasNoClass() {
        assertThat(ClassBytes.of(new Throwing()).find("net/acme/Gone")).isNull();
        assertThat(ClassBytes.of(new Unreadable()).find("net/acme/Gone")).isNull();
    }

    private static boolean loaded;

    /** Says when it is initialized. Confined to one thread. */
    static final class Unused {
        static {
            loaded = true;
        }

        private Unused() {}
    }

    /** Has no resources. Thread-safe. */
    static final class Blind extends ClassLoader {
        Blind() {
            super(null);
        }
    }

    /** Throws when asked. Thread-safe. */
    static final class Throwing extends ClassLoader {
        @Override
        public InputStream getResourceAsStream(String name) {
            throw new IllegalStateException("closed");
        }
    }

    /** Gives streams that cannot be read. Thread-safe. */
    static final class Unreadable extends ClassLoader {
        @Override
        public InputStream getResourceAsStream(String name) {
            return new SequenceInputStream(InputStream.nullInputStream(), InputStream.nullInputStream()) {
                @Override
                public int read(byte[] into, int from, int count) throws IOException {
                    throw new IOException("torn");
                }
            };
        }
    }
}
