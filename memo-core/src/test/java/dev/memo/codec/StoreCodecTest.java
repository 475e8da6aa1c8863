// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.memo.codec.Unreadable.Reason;
import dev.memo.spi.CodecException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored bytes mean the same elsewhere, and name only classes that are allowed. Confined to one thread. */
@Tag("parity-63")
class StoreCodecTest {
    private static final ClassLoader LOADER = StoreCodecTest.class.getClassLoader();

    /** What only Java serialization can copy, what asks a name server, and a class off the list: not stored. */
    private static final Set<String> NOT_STORED = Set.of(
            "Class",
            "URL",
            "InetAddress",
            "Inet6Address",
            "InetSocketAddress",
            "AtomicIntegerArray",
            "ReentrantLock",
            "Throwable",
            "StackTraceElement",
            "JapaneseDate",
            "GregorianCalendar",
            "Calendar of another kind",
            "SimpleTimeZone",
            "LinkedBlockingQueue",
            "Properties",
            "lock with a field",
            "exception with a field");

    static Stream<Sample> samples() throws Exception {
        return Stream.of(
                        SingleSamples.all(),
                        TimeSamples.all(),
                        ContainerSamples.all(),
                        ApplicationSamples.all(),
                        ViewSamples.all())
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bytesOfOneCodecAreReadByAnother(Sample sample) {
        byte[] bytes;
        try {
            bytes = codec(Object.class, "dev.memo.**").encode(sample.value());
        } catch (CodecException e) {
            assertThat(NOT_STORED).as(e.getMessage()).contains(sample.name());
            return;
        }
        assertThat(NOT_STORED).doesNotContain(sample.name());

        Object copy = codec(Object.class, "dev.memo.**").decode(bytes);

        assertThat(sample.see(copy)).isEqualTo(sample.see(sample.value()));
        assertThat(copy.getClass())
                .matches(type -> type == sample.value().getClass()
                        || Views.standsIn(type, sample.value().getClass())
                        || sample.name().endsWith("sub list"));
    }

    @Test
    void classesThatTheDeclaredResultReachesAreAllowed() throws Exception {
        Shapes.Order order =
                new Shapes.Order("a", List.of(new Shapes.Line("x", 1)), Map.of(Shapes.Op.PLUS, BigDecimal.ONE), null);
        Type declared = Declared.class.getDeclaredMethod("orders").getGenericReturnType();

        Object copy = codec(declared).decode(codec(declared).encode(Map.of("k", List.of(order))));

        assertThat(copy).isEqualTo(Map.of("k", List.of(order)));
    }

    @Test
    void permittedSubclassesAreReachedAndOthersAreNot() throws Exception {
        Type declared = Declared.class.getDeclaredMethod("shapes").getGenericReturnType();

        assertThat(codec(declared).decode(codec(declared).encode(List.of(new Shapes.Circle(1)))))
                .isEqualTo(List.of(new Shapes.Circle(1)));
        assertThatThrownBy(() -> codec(declared).encode(List.of(new Shapes.Line("x", 1))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("dev.memo.codec.Shapes$Line")
                .hasMessageContaining("Add allow = \"dev.memo.codec.Shapes$Line\"");
    }

    @Test
    void classOffTheListIsNeitherLoadedNorInitialised() {
        CompiledSources app = CompiledSources.of("package app; public class Gadget { static { Boom.go(); } int x; }"
                + " class Boom { static void go() { System.setProperty(\"memo.gadget\", \"ran\"); } }");
        CompiledSources.Loader victim = app.loader();
        byte[] hostile = hostileBytes(app);

        CodecException refused = catchThrowableOfType(
                CodecException.class, () -> codec(victim, Object.class).decode(hostile));

        assertThat(troubleOf(refused).reason()).isEqualTo(Reason.CLASS_NOT_ALLOWED);
        assertThat(troubleOf(refused).detail()).isEqualTo("app.Gadget");
        assertThat(victim.asked).doesNotContain("app.Gadget");
    }

    @Test
    void byteThatBeginsNoCharacterIsNotFilledFromAnEarlierText() {
        StoreCodec codec = codec(String.class);
        String text = "Prices in \u20ac, \u00fcber " + "x".repeat(60);
        byte[] bytes = codec.encode(text);
        assertThat(codec.decode(bytes)).isEqualTo(text);

        for (int wrong : new int[] {0x80, 0x81, 0xbf, 0xf0, 0xff}) {
            byte[] broken = bytes.clone();
            broken[broken.length - 5] = (byte) wrong;
            assertThatThrownBy(() -> codec.decode(broken)).isInstanceOf(CodecException.class);
        }
    }

    @Test
    void allowedClassIsReadInTheSameSetting() {
        CompiledSources app = CompiledSources.of("package app; public class Gadget { int x; }");
        CompiledSources.Loader reader = app.loader();

        Object copy = codec(reader, Object.class, "app.Gadget").decode(hostileBytes(app));

        assertThat(copy.getClass().getClassLoader()).isSameAs(reader);
    }

    @Test
    void classWithAnotherFieldIsNotRead() {
        CompiledSources before = CompiledSources.of("package app; public class Gadget { int x; }");
        CompiledSources after = CompiledSources.of("package app; public class Gadget { int x; int y; }");

        assertThat(reasonOf(codec(after.loader(), Object.class, "app.*"), hostileBytes(before)))
                .isEqualTo(Reason.CLASS_CHANGED);
    }

    @Test
    void fieldThatChangesDeepInsideIsNoticed() {
        String gadget = "package app; public class Gadget { Part[] parts; }";
        CompiledSources before = CompiledSources.of(gadget, "package app; final class Part { int x; }");
        CompiledSources after = CompiledSources.of(gadget, "package app; final class Part { long x; }");

        assertThat(reasonOf(codec(after.loader(), Object.class, "app.*"), hostileBytes(before)))
                .isEqualTo(Reason.CLASS_CHANGED);
        assertThat(list(before).fingerprint()).isNotEqualTo(list(after).fingerprint());
        assertThat(list(before).fingerprint()).isEqualTo(list(before).fingerprint());
    }

    @Test
    void reorderedConstantsOfAnEnumAreNoticed() {
        CompiledSources before = CompiledSources.of("package app; public enum Gadget { A, B }");
        CompiledSources after = CompiledSources.of("package app; public enum Gadget { B, A }");

        assertThat(list(before).fingerprint()).isNotEqualTo(list(after).fingerprint());
    }

    @Test
    void missingClassIsATroubleOfItsOwn() {
        CompiledSources before = CompiledSources.of("package app; public class Gadget { int x; }");

        assertThat(reasonOf(codec(new CompiledSources(Map.of()).loader(), Object.class, "app.*"), hostileBytes(before)))
                .isEqualTo(Reason.CLASS_MISSING);
    }

    @Test
    void valueThatTheMethodCannotReturnIsNotRead() {
        byte[] text = codec(Object.class).encode("text");

        assertThat(reasonOf(codec(int.class), text)).isEqualTo(Reason.DAMAGED);
        assertThat(codec(int.class).decode(codec(Object.class).encode(7))).isEqualTo(7);
    }

    @Test
    void urlIsOnlyReadWhereItIsDeclared() throws Exception {
        URL url = URI.create("http://localhost/x").toURL();

        assertThat(codec(URL.class).decode(codec(URL.class).encode(url))).isEqualTo(url);
        assertThatThrownBy(() -> codec(Object.class).encode(new ArrayList<>(List.of(url))))
                .isInstanceOf(CodecException.class);
        assertThat(reasonOf(codec(Object.class), codec(URL.class).encode(url))).isEqualTo(Reason.CLASS_NOT_ALLOWED);
    }

    @Test
    void classesAsValuesAreLoadedByTheListToo() {
        byte[] bytes = codec(Object.class, "dev.memo.**").encode(List.of(StoreCodecTest.class));

        assertThat(reasonOf(codec(Object.class), bytes)).isEqualTo(Reason.CLASS_NOT_ALLOWED);
        assertThat(codec(Object.class, "dev.memo.**").decode(bytes)).isEqualTo(List.of(StoreCodecTest.class));
    }

    @Test
    void whatJavaSerializationDidIsDoneWithout() {
        StoreCodec codec = codec(Object.class, "dev.memo.**");
        Map<String, Integer> reversed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER.reversed());
        Map<String, Integer> insensitive = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        insensitive.put("a", 1);

        assertThat(codec.decode(codec.encode(new EnumMap<>(TimeUnit.class)))).isEqualTo(new EnumMap<>(TimeUnit.class));
        assertThat(codec.decode(codec.encode(Locale.forLanguageTag("zh-Hant-TW-u-co-stroke"))))
                .isEqualTo(Locale.forLanguageTag("zh-Hant-TW-u-co-stroke"));
        assertThat(((Map<?, ?>) codec.decode(codec.encode(insensitive))).get("A"))
                .isEqualTo(1);
        assertThatThrownBy(() -> codec.encode(reversed)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> codec.encode(new IllegalStateException("x"))).isInstanceOf(CodecException.class);
    }

    @Test
    void lengthsThatTheBytesCannotFillMakeNoArrays() {
        for (Object value : List.of(
                new int[] {1},
                new long[] {1},
                new byte[] {1},
                new char[] {'c'},
                new double[] {1},
                "text\u20ac",
                new String[] {"a"},
                new Object[] {1},
                new boolean[] {true},
                new short[] {1},
                new float[] {1})) {
            byte[] bytes = codec(Object.class).encode(value);
            for (int at = 1; at < bytes.length; at++) {
                byte[] hostile = new byte[bytes.length + 5];
                System.arraycopy(bytes, 0, hostile, 0, at);
                Arrays.fill(hostile, at, at + 4, (byte) 0xFF);
                hostile[at + 4] = 7; // nearly 2^31 as a number of variable length
                tryToRead(codec(Object.class), hostile);
            }
        }
    }

    @Test
    void decodeInAFreshProcessKeepsItsInstance() {
        byte[] bytes = codec(Object.class, "dev.memo.**").encode(new Shapes.Line("x", 1));
        StoreCodec fresh = codec(Object.class, "dev.memo.**");

        assertThat(fresh.decode(bytes)).isEqualTo(fresh.decode(bytes));
        assertThat(fresh.encode(new Shapes.Line("x", 1))).isEqualTo(bytes);
    }

    @Test
    void sharedPartsCannotBeMultipliedWithoutEnd() {
        List<Object> doubled = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            doubled = new ArrayList<>(List.of(doubled, doubled));
        }
        List<Object> same = new ArrayList<>(Collections.nCopies(100_000, new ArrayList<>(List.of(1, 2, 3))));
        byte[] hostile = codec(Object.class).encode(doubled);

        assertThat(codec(Object.class).decode(codec(Object.class).encode(same))).isEqualTo(same);
        assertThatThrownBy(() -> codec(Object.class).decode(hostile))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("met too often");
    }

    private static byte[] hostileBytes(CompiledSources app) {
        CompiledSources.Loader writer = app.loader();
        try {
            Object gadget = BlankInstances.of(Class.forName("app.Gadget", false, writer));
            return codec(writer, Object.class, "app.*").encode(gadget);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Reason reasonOf(StoreCodec codec, byte[] bytes) {
        CodecException refused = catchThrowableOfType(CodecException.class, () -> codec.decode(bytes));
        return troubleOf(refused).reason();
    }

    private static Unreadable troubleOf(CodecException refused) {
        assertThat(refused.getCause()).as(refused.toString()).isInstanceOf(Unreadable.class);
        return (Unreadable) Objects.requireNonNull(refused.getCause());
    }

    /** Any value will do, and so will a refusal; what must not be is any other exception, or no memory. */
    private static void tryToRead(StoreCodec codec, byte[] bytes) {
        try {
            assertThat(codec.decode(bytes)).isNotNull();
        } catch (CodecException e) {
            assertThat(e).hasMessageContaining("Decoding");
        }
    }

    private static AllowList list(CompiledSources app) {
        CompiledSources.Loader loader = app.loader();
        try {
            return new AllowList(loader, Class.forName("app.Gadget", false, loader), List.of());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static StoreCodec codec(Type declared, String... allow) {
        return codec(LOADER, declared, allow);
    }

    private static StoreCodec codec(ClassLoader loader, Type declared, String... allow) {
        List<AllowPattern> patterns = Stream.of(allow).map(AllowPattern::new).toList();
        return new StoreCodec(loader, new AllowList(loader, declared, patterns));
    }

    /** Methods with results. Stateless. */
    interface Declared {
        Map<String, ? extends List<Shapes.Order>> orders();

        List<Shapes.Shape> shapes();
    }
}
