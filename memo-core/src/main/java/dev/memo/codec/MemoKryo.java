// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.ClassResolver;
import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kryo as Memo sets it up: any class but those that are refused, with shared references and cycles, to a limited depth.
 *
 * <p>It notes each class that it meets and that its codec has not verified yet. Confined to one thread at a time.
 */
@SuppressWarnings("rawtypes") // Kryo's own signatures
class MemoKryo extends Kryo {
    /** Deeper values are refused: an overflow of the stack inside a class initialiser would ruin that class for good. */
    private static final int MAX_DEPTH = 400;

    private final SerializerChoice choice = new SerializerChoice(this);
    private final List<Class<?>> unverified = new ArrayList<>();

    MemoKryo(ClassLoader loader, Verdicts verdicts, ClassNumbers numbers) {
        this(loader, new Classes(verdicts, numbers), new References());
    }

    /** Creates one that names classes in a way of its own. */
    MemoKryo(ClassLoader loader, ClassResolver classes, References references) {
        super(classes, references);
        setRegistrationRequired(false);
        setOptimizedGenerics(false);
        setMaxDepth(MAX_DEPTH);
        setClassLoader(loader);
        JdkForms.forEach(this::register);
        KryoOwn.forEach(this::register);
    }

    /** The classes met since they were last cleared that have not survived a round trip with this codec. */
    List<Class<?>> unverified() {
        return unverified;
    }

    /** Notes that a class was met that has not survived a round trip with this codec. */
    final void met(Class<?> type) {
        unverified.add(type);
    }

    @Override
    public Serializer getDefaultSerializer(Class type) {
        Serializer<?> chosen = choice.choose(type);
        return chosen == null ? super.getDefaultSerializer(type) : chosen;
    }

    /** Refused later, under its own name. */
    @Override
    public boolean isProxy(Class type) {
        return false;
    }

    /** Refused later, under its own name. */
    @Override
    public boolean isClosure(Class type) {
        return false;
    }

    /** Meets classes. Confined to its Kryo instance. */
    private static final class Classes extends DefaultClassResolver {
        private final Verdicts verdicts;
        private final ClassNumbers numbers;

        Classes(Verdicts verdicts, ClassNumbers numbers) {
            this.verdicts = verdicts;
            this.numbers = numbers;
        }

        /** As Kryo's own, but that a number may be one that another instance has met. */
        @Override
        public @Nullable Registration readClass(Input input) {
            int id = input.readVarInt(true) - 2;
            if (id < NAME) {
                return null;
            }
            if (id == NAME) {
                return readName(input);
            }
            Registration known = getRegistration(id);
            return known == null ? registration(id) : known;
        }

        private Registration registration(int id) {
            Class<?> type = numbers.at(id);
            if (type == null) {
                throw new KryoException("a class number that was never given: " + id);
            }
            return kryo.getRegistration(type);
        }

        @Override
        public Registration registerImplicit(Class type) {
            String refusal = verdicts.refusal(type);
            if (refusal == null) {
                refusal = Refusals.reasonFor(type);
            }
            if (refusal != null) {
                throw refused(type, refusal);
            }
            try {
                int number = numbers.of(type);
                Registration registration = number == ClassNumbers.NONE
                        ? super.registerImplicit(type)
                        : register(new Registration(type, kryo.getDefaultSerializer(type), number));
                if (!verdicts.hasSurvived(type)) {
                    ((MemoKryo) kryo).met(type);
                }
                return registration;
            } catch (NotEncodable e) {
                throw refused(type, e.reason());
            }
        }

        private NotEncodable refused(Class<?> type, String reason) {
            verdicts.refuse(type, reason);
            return new NotEncodable(type, reason);
        }
    }
}
