// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Kryo as stores need it: classes by name or by numbers that mean the same in every process, none that the allow list
 * does not admit, and no array larger than the bytes that are to fill it. Confined to one thread at a time.
 */
@SuppressWarnings("rawtypes") // Kryo's own signatures
final class StoreKryo extends MemoKryo {
    /** Goes up whenever a form writes something else than before, or Kryo does; the test with old bytes notices. */
    private static final int FORMAT = 1;

    private static final int VERSION = version();

    /** Kryo's own makes the array before it looks for the bytes, as it does for no other primitive type. */
    private static final Serializer<boolean[]> BOOLEANS = new Leaf<>(
            (kryo, out, array) -> {
                out.writeVarInt(array.length, true);
                out.writeBooleans(array, 0, array.length);
            },
            (kryo, in) -> in.readBooleans(in.readVarInt(true)));

    private final AllowList allowed;
    private final CountedReferences references;

    StoreKryo(ClassLoader loader, AllowList allowed, Verdicts verdicts) {
        this(loader, allowed, new StoredClasses(allowed, verdicts), new CountedReferences());
    }

    private StoreKryo(ClassLoader loader, AllowList allowed, StoredClasses classes, CountedReferences references) {
        super(loader, classes, references);
        this.references = references;
        this.allowed = allowed;
        StoredJdk.families().forEach(this::register);
        classes.complete();
    }

    /** A number for the format of the bytes: of the classes that have numbers, in their order, and of all forms. */
    static int formatVersion() {
        return VERSION;
    }

    AllowList allowed() {
        return allowed;
    }

    @Override
    public Serializer getDefaultSerializer(Class type) {
        if (type == boolean[].class) {
            return BOOLEANS;
        }
        Class<?> component = type.getComponentType();
        return component == null || component.isPrimitive()
                ? super.getDefaultSerializer(type)
                : new ArrayForm(component, isFinal(component));
    }

    @Override
    public @Nullable Object readClassAndObject(Input input) {
        CountedReferences.Mark mark = references.mark();
        Object value = super.readClassAndObject(input);
        references.read(mark);
        return value;
    }

    @Override
    public <T> T readObject(Input input, Class<T> type) {
        CountedReferences.Mark mark = references.mark();
        T value = super.readObject(input, type);
        references.read(mark);
        return value;
    }

    @Override
    public <T> T readObject(Input input, Class<T> type, Serializer serializer) {
        CountedReferences.Mark mark = references.mark();
        T value = super.readObject(input, type, serializer);
        references.read(mark);
        return value;
    }

    @Override
    public <T> @Nullable T readObjectOrNull(Input input, Class<T> type) {
        CountedReferences.Mark mark = references.mark();
        T value = super.readObjectOrNull(input, type);
        references.read(mark);
        return value;
    }

    private static int version() {
        CRC32 names = new CRC32();
        names.update(FORMAT);
        JdkForms.forEach((type, form) -> names.update((type.getName() + ';').getBytes(StandardCharsets.UTF_8)));
        KryoOwn.forEach(type -> names.update((type.getName() + ';').getBytes(StandardCharsets.UTF_8)));
        StoredJdk.families().forEach(type -> names.update((type.getName() + ';').getBytes(StandardCharsets.UTF_8)));
        return (int) names.getValue();
    }
}
