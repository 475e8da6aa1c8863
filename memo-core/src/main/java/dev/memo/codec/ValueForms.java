// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The forms of single values of the JDK that Kryo cannot copy, or would change on the way.
 *
 * <p>Stateless.
 */
@SuppressWarnings("JavaUtilDate") // users return it
final class ValueForms {
    static final Serializer<Path> PATH = new Leaf<>(ValueForms::writePath, (kryo, in) -> Path.of(in.readString()));
    static final Serializer<TimeZone> TIME_ZONE = new Leaf<>(ValueForms::writeTimeZone, ValueForms::readTimeZone);
    static final Serializer<ByteBuffer> BYTE_BUFFER = new Leaf<>(ValueForms::writeBuffer, ValueForms::readBuffer);

    private ValueForms() {}

    static void addTo(Map<Class<?>, Serializer<?>> forms) {
        forms.put(UUID.class, new Leaf<UUID>(ValueForms::writeUuid, (k, in) -> new UUID(in.readLong(), in.readLong())));
        forms.put(
                URI.class,
                new Leaf<URI>((k, out, v) -> out.writeString(v.toString()), (k, in) -> URI.create(in.readString())));
        forms.put(
                File.class,
                new Leaf<File>((k, out, v) -> out.writeString(v.getPath()), (k, in) -> new File(in.readString())));
        // Kryo's own form of it needs the module java.sql to be there
        forms.put(
                Date.class,
                new Leaf<Date>(
                        (k, out, v) -> out.writeLong(v.getTime()),
                        (k, in) -> Date.from(Instant.ofEpochMilli(in.readLong()))));
        forms.put(Pattern.class, new Leaf<>(ValueForms::writePattern, ValueForms::readPattern));
        forms.put(Locale.class, new Leaf<>(ValueForms::writeLocale, ValueForms::readLocale));
        forms.put(ZonedDateTime.class, new Leaf<>(ValueForms::writeZoned, ValueForms::readZoned));
        forms.put(Class.class, new Leaf<>(ClassNames::write, ClassNames::read));
        forms.put(Object.class, new Leaf<>((kryo, out, v) -> {}, (kryo, in) -> new Object()));
    }

    private static void writeUuid(Kryo kryo, Output output, UUID id) {
        output.writeLong(id.getMostSignificantBits());
        output.writeLong(id.getLeastSignificantBits());
    }

    private static void writePattern(Kryo kryo, Output output, Pattern pattern) {
        output.writeString(pattern.pattern());
        output.writeInt(pattern.flags());
    }

    private static Pattern readPattern(Kryo kryo, Input input) {
        return Pattern.compile(input.readString(), input.readInt());
    }

    private static void writePath(Kryo kryo, Output output, Path path) {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new NotEncodable(path.getClass(), "a path of another file system than the default one");
        }
        output.writeString(path.toString());
    }

    /** As its parts, or by its tag; what neither tells is left to Java serialization, which keeps every combination. */
    private static void writeLocale(Kryo kryo, Output output, Locale locale) {
        boolean plain = !locale.hasExtensions() && locale.getScript().isEmpty();
        boolean tagged = !plain && Locale.forLanguageTag(locale.toLanguageTag()).equals(locale);
        output.writeByte(plain ? 'p' : tagged ? 't' : 'j');
        if (plain) {
            output.writeString(locale.getLanguage());
            output.writeString(locale.getCountry());
            output.writeString(locale.getVariant());
        } else if (tagged) {
            output.writeString(locale.toLanguageTag());
        } else {
            JavaForm.INSTANCE.write(kryo, output, locale);
        }
    }

    private static Locale readLocale(Kryo kryo, Input input) {
        return switch (input.readByte()) {
            case 'p' -> new Locale(input.readString(), input.readString(), input.readString());
            case 't' -> Locale.forLanguageTag(input.readString());
            default -> (Locale) JavaForm.INSTANCE.read(kryo, input, Locale.class);
        };
    }

    /** The offset is written too: where clocks are set back, the local time alone fits two instants. */
    private static void writeZoned(Kryo kryo, Output output, ZonedDateTime time) {
        output.writeLong(time.toEpochSecond());
        output.writeInt(time.getNano());
        output.writeInt(time.getOffset().getTotalSeconds());
        output.writeString(time.getZone().getId());
    }

    private static ZonedDateTime readZoned(Kryo kryo, Input input) {
        long second = input.readLong();
        int nano = input.readInt();
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(input.readInt());
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, nano, offset);
        return ZonedDateTime.ofInstant(local, offset, ZoneId.of(input.readString()));
    }

    /** A zone that differs from the one of its name, such as a SimpleTimeZone, is left to Java serialization. */
    private static void writeTimeZone(Kryo kryo, Output output, TimeZone zone) {
        TimeZone named = TimeZone.getTimeZone(zone.getID());
        boolean known = named.getClass() == zone.getClass() && named.equals(zone);
        output.writeBoolean(known);
        if (known) {
            output.writeString(zone.getID());
        } else {
            JavaForm.INSTANCE.write(kryo, output, zone);
        }
    }

    private static TimeZone readTimeZone(Kryo kryo, Input input) {
        return input.readBoolean()
                ? TimeZone.getTimeZone(input.readString())
                : (TimeZone) JavaForm.INSTANCE.read(kryo, input, TimeZone.class);
    }

    private static void writeBuffer(Kryo kryo, Output output, ByteBuffer buffer) {
        ByteBuffer all = buffer.duplicate().clear();
        byte[] content = new byte[all.remaining()];
        all.get(content);
        output.writeVarInt(content.length, true);
        output.writeBytes(content);
        output.writeVarInt(buffer.position(), true);
        output.writeVarInt(buffer.limit(), true);
        output.writeBoolean(buffer.isDirect());
        output.writeBoolean(buffer.isReadOnly());
        output.writeBoolean(buffer.order() == ByteOrder.BIG_ENDIAN);
    }

    private static ByteBuffer readBuffer(Kryo kryo, Input input) {
        byte[] content = input.readBytes(input.readVarInt(true));
        int position = input.readVarInt(true);
        int limit = input.readVarInt(true);
        ByteBuffer buffer =
                input.readBoolean() ? ByteBuffer.allocateDirect(content.length) : ByteBuffer.allocate(content.length);
        buffer.put(content);
        ByteBuffer result = input.readBoolean() ? buffer.asReadOnlyBuffer() : buffer;
        result.order(input.readBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return result.limit(limit).position(position);
    }
}
