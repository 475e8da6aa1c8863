// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The values that methods commonly return come back as they were. Confined to one thread. */
@Tag("parity-12")
@Tag("parity-63")
class RoundTripTest {
    private final KryoCodec codec = new KryoCodec(RoundTripTest.class.getClassLoader());

    static Stream<Sample> exact() throws Exception {
        return Stream.of(SingleSamples.all(), TimeSamples.all(), ContainerSamples.all(), ApplicationSamples.all())
                .flatMap(s -> s);
    }

    static Stream<Sample> views() throws Exception {
        return ViewSamples.all();
    }

    @ParameterizedTest
    @MethodSource("exact")
    void copyIsOfTheSameClassAndEqual(Sample sample) {
        Object copy = codec.decode(codec.encode(sample.value()));

        assertThat(sample.see(copy)).isEqualTo(sample.see(sample.value()));
        if (!sample.name().endsWith("sub list")) {
            assertThat(copy.getClass()).isEqualTo(sample.value().getClass());
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void copyOfAViewIsEqualAndHasItsInterfaces(Sample sample) {
        Object copy = codec.decode(codec.encode(sample.value()));

        assertThat(sample.see(copy)).isEqualTo(sample.see(sample.value()));
        assertThat(copy.getClass())
                .matches(type -> type == sample.value().getClass()
                        || Views.standsIn(type, sample.value().getClass()));
    }

    @ParameterizedTest
    @MethodSource({"exact", "views"})
    void secondTripThroughTheSameCodecNeedsNoVerification(Sample sample) {
        byte[] first = codec.encode(sample.value());
        byte[] second = codec.encode(sample.value());

        assertThat(second).hasSameSizeAs(first);
        assertThat(codec.measure(sample.value())).isEqualTo(second.length);
    }
}
