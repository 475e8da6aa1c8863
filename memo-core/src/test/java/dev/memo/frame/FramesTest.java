// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import static dev.memo.frame.FrameSamples.PLACE;
import static dev.memo.frame.FrameSamples.STAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.CodecException;
import dev.memo.spi.StoreKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A frame gives back its value, or says why not. Confined to one thread. */
@Tag("parity-60")
@Tag("parity-61")
@Tag("parity-15")
class FramesTest {
    private static final byte[] OTHER_PLACE = {1, 2, 4};
    private static final FrameOptions SEALED = new FrameOptions(FrameSamples.seal(1), 100, 1 << 20, true);

    private final Frames plain = FrameSamples.frames(STAMP, FrameOptions.PLAIN);
    private final Frames sealed = FrameSamples.frames(STAMP, SEALED);

    @Test
    void valueComesBack() {
        for (Frames frames : List.of(plain, sealed)) {
            for (Object value : new Object[] {
                null, 7, "text".repeat(100), Optional.empty(), List.of(), FrameSamples.item(), new long[0].length, true
            }) {
                assertThat(frames.read(frames.write(value, PLACE), PLACE)).isEqualTo(new Reading.Value(value));
            }
        }
    }

    @Test
    void differenceInTheStampIsNamed() {
        byte[] frame = plain.write("x", PLACE);

        assertThat(missOf(new Stamp("java", 7, "2", "c0de", 42), frame)).isEqualTo(Mismatch.CODEC);
        assertThat(missOf(new Stamp("kryo", 8, "2", "c0de", 42), frame)).isEqualTo(Mismatch.CODEC);
        assertThat(missOf(new Stamp("kryo", 7, "3", "c0de", 42), frame)).isEqualTo(Mismatch.VERSION);
        assertThat(missOf(new Stamp("kryo", 7, "2", "c0df", 42), frame)).isEqualTo(Mismatch.CODE);
        assertThat(missOf(new Stamp("kryo", 7, "2", "c0de", 43), frame)).isEqualTo(Mismatch.FINGERPRINT);
    }

    @Test
    void frameIsReadForItsRegionAndDigestOnly() {
        StoreKey key = key("Cache \"prices\"", 1);
        for (Frames frames : List.of(plain, sealed)) {
            byte[] frame = frames.write("x", key);

            assertThat(frames.read(frame, key)).isEqualTo(new Reading.Value("x"));
            assertThat(mismatch(frames.read(frame, key("Cache \"rebates\"", 1))))
                    .isEqualTo(Mismatch.CHECKSUM);
            assertThat(mismatch(frames.read(frame, key("Cache \"prices\"", 2)))).isEqualTo(Mismatch.CHECKSUM);
        }
    }

    private static StoreKey key(String region, int first) {
        byte[] digest = new byte[16];
        digest[0] = (byte) first;
        return new StoreKey(region, digest, new byte[] {7});
    }

    @Test
    void everyTruncationIsFound() {
        for (Frames frames : List.of(plain, sealed)) {
            byte[] frame = frames.write(FrameSamples.item(), PLACE);
            for (int length = 0; length < frame.length; length++) {
                assertThat(mismatch(frames.read(Arrays.copyOf(frame, length), PLACE)))
                        .isIn(Mismatch.NO_FRAME, Mismatch.CHECKSUM);
            }
            assertThat(mismatch(frames.read(Arrays.copyOf(frame, frame.length + 1), PLACE)))
                    .isEqualTo(Mismatch.CHECKSUM);
        }
    }

    @Test
    void everyFlippedBitIsFound() {
        byte[] frame = plain.write(FrameSamples.item(), PLACE);
        for (int bit = 0; bit < frame.length * 8; bit++) {
            byte[] changed = frame.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(mismatch(plain.read(changed, PLACE)))
                    .as("bit %d", bit)
                    .isIn(Mismatch.NO_FRAME, Mismatch.FORMAT_NEWER, Mismatch.FORMAT_OLDER, Mismatch.CHECKSUM);
        }
    }

    @Test
    void newerFormatIsNotTouched() {
        byte[] frame = plain.write("x", PLACE);
        frame[4]++;

        assertThat(mismatch(plain.read(frame, PLACE))).isEqualTo(Mismatch.FORMAT_NEWER);
    }

    @Test
    void sealedFrameIsReadOnlyWithItsKeyAtItsPlace() {
        byte[] frame = sealed.write("secret", PLACE);

        assertThat(new String(frame, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(mismatch(plain.read(frame, PLACE))).isEqualTo(Mismatch.KEY_MISSING);
        assertThat(mismatch(sealed.read(plain.write("x", PLACE), PLACE))).isEqualTo(Mismatch.NOT_SEALED);
        assertThat(mismatch(sealed.read(frame, OTHER_PLACE))).isEqualTo(Mismatch.CHECKSUM);
        assertThat(mismatch(sealed.read(summed(frame, OTHER_PLACE), OTHER_PLACE)))
                .as("with a checksum of its own")
                .isEqualTo(Mismatch.SEAL);
        Frames other = FrameSamples.frames(STAMP, new FrameOptions(FrameSamples.seal(2), 100, 1 << 20, true));
        assertThat(mismatch(other.read(frame, PLACE))).isEqualTo(Mismatch.SEAL);
        assertThat(sealed.write("secret", PLACE)).isNotEqualTo(frame);
    }

    @Test
    void tamperedBytesWithAChecksumOfTheirOwnAreFoundByTheSeal() {
        byte[] frame = sealed.write("secret", PLACE);
        for (int at = 5; at < frame.length - 4; at++) {
            byte[] changed = frame.clone();
            changed[at] ^= 1;

            assertThat(mismatch(sealed.read(summed(changed), PLACE)))
                    .as("byte %d", at)
                    .isNotNull();
        }
        byte[] asNull = frame.clone();
        asNull[5] |= FrameHeader.NULL;
        assertThat(mismatch(sealed.read(summed(asNull), PLACE))).isEqualTo(Mismatch.SEAL);
    }

    @Test
    void longValuesAreCompressed() {
        Frames frames = FrameSamples.frames(STAMP, new FrameOptions(null, 1000, 1 << 20, true));
        String text = "the same again ".repeat(1000);
        byte[] frame = frames.write(text, PLACE);

        assertThat(frame.length).isLessThan(1000);
        assertThat(Objects.requireNonNull(Frames.headerOf(frame, PLACE)).isCompressed())
                .isTrue();
        assertThat(frames.read(frame, PLACE)).isEqualTo(new Reading.Value(text));
        assertThat(Objects.requireNonNull(Frames.headerOf(frames.write("short", PLACE), PLACE))
                        .isCompressed())
                .isFalse();
    }

    @Test
    void bombIsNotExpanded() {
        Frames writer = FrameSamples.frames(STAMP, new FrameOptions(null, 0, 1 << 26, true));
        Frames reader = FrameSamples.frames(STAMP, new FrameOptions(null, 0, 1 << 20, true));
        byte[] bomb = writer.write("0".repeat(1 << 25), PLACE);

        assertThat(mismatch(reader.read(bomb, PLACE))).isEqualTo(Mismatch.TOO_LARGE);
        assertThat(mismatch(reader.read(withPlainLength(bomb, 1000), PLACE))).isEqualTo(Mismatch.DAMAGED);
        assertThat(mismatch(reader.read(withPlainLength(bomb, -1), PLACE))).isEqualTo(Mismatch.DAMAGED);
    }

    @Test
    void valueThatIsTooLongIsNotWritten() {
        Frames frames = FrameSamples.frames(STAMP, new FrameOptions(null, FrameOptions.NEVER, 100, true));

        assertThatThrownBy(() -> frames.write("x".repeat(200), PLACE))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("at most 100");
    }

    @Test
    void nullIsNotReadWhereTheMethodCannotReturnIt() {
        Frames primitive = FrameSamples.frames(STAMP, new FrameOptions(null, FrameOptions.NEVER, 100, false));

        assertThat(mismatch(primitive.read(plain.write(null, PLACE), PLACE))).isEqualTo(Mismatch.DAMAGED);
    }

    @Test
    void classThatIsNotAllowedIsNamed() {
        Frames narrow = new Frames(STAMP, FrameSamples.codec(Object.class), FrameOptions.PLAIN);

        assertThat(narrow.read(plain.write(FrameSamples.item(), PLACE), PLACE))
                .isEqualTo(new Reading.Miss(Mismatch.CLASS_NOT_ALLOWED, FrameSamples.Item.class.getName()));
        assertThatThrownBy(() -> narrow.write(FrameSamples.item(), PLACE))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("allow = \"dev.memo.frame.FrameSamples$Item\"");
    }

    private static byte[] withPlainLength(byte[] frame, int length) {
        byte[] changed = frame.clone();
        int start = 6 + 2 + 4 + 4 + 2 + 1 + 2 + 4 + 8; // behind the texts kryo, 2 and c0de
        ByteBuffer.wrap(changed).putInt(start, length);
        return summed(changed);
    }

    /** What somebody can do who knows the format: make the checksum right. */
    static byte[] summed(byte[] frame) {
        return summed(frame, PLACE);
    }

    private static byte[] summed(byte[] frame, byte[] place) {
        return FrameHeader.frame(Arrays.copyOf(frame, frame.length - Integer.BYTES), new byte[0], place);
    }

    private static Mismatch missOf(Stamp stamp, byte[] frame) {
        return Objects.requireNonNull(
                mismatch(FrameSamples.frames(stamp, FrameOptions.PLAIN).read(frame, PLACE)));
    }

    private static @Nullable Mismatch mismatch(Reading reading) {
        return reading instanceof Reading.Miss miss ? miss.mismatch() : null;
    }
}
