// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;
import com.esotericsoftware.kryo.kryo5.util.IdentityObjectIntMap;
import com.esotericsoftware.kryo.kryo5.util.IntMap;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * Writes classes so that another process can read them: those of the JDK by number, others by their name, followed the
 * first time by their layout. Reads none that the allow list does not admit. Confined to its Kryo instance.
 */
@SuppressWarnings("rawtypes") // Kryo's own signatures
final class StoredClasses extends DefaultClassResolver {
    private static final int OFFSET = 2;
    private static final int MAX_NAME_CHARS = 4096;

    private final AllowList allowed;
    private final Verdicts verdicts;

    /** Whether all classes that have numbers are registered: until then each stands for itself. */
    private boolean complete;

    StoredClasses(AllowList allowed, Verdicts verdicts) {
        this.allowed = allowed;
        this.verdicts = verdicts;
    }

    void complete() {
        complete = true;
    }

    /** A private class of the JDK is taken for the public one that stands for it. */
    @Override
    public @Nullable Registration getRegistration(Class type) {
        Registration known = super.getRegistration(type);
        return known == null && complete && Jdk.owns(type) ? super.getRegistration(StoredJdk.publicOf(type)) : known;
    }

    @Override
    public Registration registerImplicit(Class type) {
        String refusal = verdicts.refusal(type);
        if (refusal == null) {
            refusal = refusalOf(type);
        }
        if (refusal != null) {
            throw new NotEncodable(type, refusal);
        }
        return super.registerImplicit(type);
    }

    @Override
    public @Nullable Registration writeClass(Output output, @Nullable Class type) {
        if (type == null) {
            output.writeByte(Kryo.NULL);
            return null;
        }
        Registration registration = kryo.getRegistration(type);
        Class<?> written = registration.getType();
        if ((registration.getId() == NAME || written == URL.class) && !allowed.admits(written)) {
            throw new NotAllowed(written);
        }
        if (registration.getId() == NAME) {
            if (!verdicts.hasSurvived(written)) {
                ((MemoKryo) kryo).met(written);
            }
            writeName(output, written, registration);
        } else {
            output.writeVarInt(registration.getId() + OFFSET, true);
        }
        return registration;
    }

    @Override
    protected void writeName(Output output, Class type, Registration registration) {
        output.writeVarInt(NAME + OFFSET, true);
        if (classToNameId == null) {
            classToNameId = new IdentityObjectIntMap<>();
        }
        int known = classToNameId.get(type, -1);
        output.writeVarInt(known < 0 ? nextNameId : known, true);
        if (known < 0) {
            classToNameId.put(type, nextNameId++);
            output.writeString(type.getName());
            output.writeLong(Layouts.of(type));
        }
    }

    @Override
    public @Nullable Registration readClass(Input input) {
        int id = input.readVarInt(true) - OFFSET;
        if (id < NAME) {
            return null;
        }
        if (id == NAME) {
            return readName(input);
        }
        Registration known = getRegistration(id);
        if (known == null) {
            throw new KryoException("a class number that was never given");
        }
        if (known.getType() == URL.class && !allowed.admits(URL.class)) {
            throw new Unreadable(Unreadable.Reason.CLASS_NOT_ALLOWED, URL.class.getName());
        }
        return known;
    }

    @Override
    protected Registration readName(Input input) {
        int id = input.readVarInt(true);
        if (nameIdToClass == null) {
            nameIdToClass = new IntMap<>();
        }
        Class<?> type = nameIdToClass.get(id);
        if (type == null) {
            type = readNew(input);
            nameIdToClass.put(id, type);
        }
        return kryo.getRegistration(type);
    }

    private Class<?> readNew(Input input) {
        String name = input.readString();
        if (name == null || name.isEmpty() || name.length() > MAX_NAME_CHARS) {
            throw new KryoException("no class name");
        }
        Class<?> type = allowed.find(name);
        if (input.readLong() != Layouts.of(type)) {
            throw new Unreadable(Unreadable.Reason.CLASS_CHANGED, name);
        }
        return type;
    }

    private static @Nullable String refusalOf(Class<?> type) {
        boolean plain = type.isArray() || type.isPrimitive() || Enum.class.isAssignableFrom(type);
        if (Jdk.owns(type) && !plain) {
            return "a class of the JDK that stores do not keep";
        }
        return Refusals.reasonFor(type);
    }
}
