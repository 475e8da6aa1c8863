// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static net.bytebuddy.jar.asm.Opcodes.*;

import dev.memo.region.Entry;
import dev.memo.region.StampedEntry;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the entry class for one list of key part types.
 *
 * <p>In Java it would begin, for a {@code long} and a {@code String}:
 *
 * <pre>{@code
 * final class Probe extends Entry {
 *     private final long k0;
 *     private final String k1;
 *
 *     private static long spread(Site site, long a0, String a1) {
 *         return Parts.spread(Parts.sum(a0, Parts.hash(a1)));
 *     }
 *
 *     private boolean matches(long a0, String a1) {
 *         return Parts.equal(k0, a0) && Parts.equal(k1, a1);
 *     }
 * }
 * }</pre>
 *
 * <p>A key of a single number, of any integral type, has no field of its own: it can be told from how it is spread.
 *
 * <p>The static methods that are called from outside are those of {@link ProbeWriter}. Confined to one thread.
 */
final class ShapeWriter {
    static final Class<?> ENTRY_CLASS = Entry.class;

    /** Put before the letters of the parts where the entries are stamped. */
    static final String STAMPED = "+";

    static final String NAME = "dev/memo/link/Probe";
    static final String ENTRY = Type.getInternalName(Entry.class);
    static final String SITE = Type.getInternalName(Site.class);
    private static final String PARTS = "dev/memo/key/Parts";
    private static final String TO_ENTRY = ")L" + ENTRY + ";";

    private final ClassWriter writer = new ShapeClassWriter();
    final List<PartKind> kinds = new ArrayList<>();
    final String descriptors;
    private final String base;

    /** How many slots the parts take. */
    final int slots;

    ShapeWriter(String kindsOfParts) {
        boolean stamped = kindsOfParts.startsWith(STAMPED);
        String letters = stamped ? kindsOfParts.substring(STAMPED.length()) : kindsOfParts;
        base = stamped ? Type.getInternalName(StampedEntry.class) : ENTRY;
        StringBuilder all = new StringBuilder();
        int width = 0;
        for (int i = 0; i < letters.length(); i++) {
            PartKind kind = new PartKind(letters.charAt(i));
            kinds.add(kind);
            all.append(kind.type().getDescriptor());
            width += kind.type().getSize();
        }
        this.descriptors = all.toString();
        this.slots = width;
    }

    byte[] write() {
        writer.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, NAME, null, base, null);
        for (int i = 0; i < kinds.size() && !isNumber(); i++) {
            writer.visitField(
                    ACC_PRIVATE | ACC_FINAL, "k" + i, kinds.get(i).type().getDescriptor(), null, null);
        }
        writeConstructor();
        writeSpread();
        if (!isNumber()) {
            writeMatches();
        }
        writeSameKey();
        writeParts();
        if (isPlain()) {
            writePlain();
        }
        writeWithParts();
        writeFresh();
        new ProbeWriter(this).write();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Returns whether hashing and comparing the parts runs no code of the user's. */
    boolean isPlain() {
        for (PartKind kind : kinds) {
            if (!kind.plain()) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the key is told from how it is spread. */
    boolean isNumber() {
        return kinds.size() == 1 && kinds.get(0).integral();
    }

    /** Returns whether a part is compared by a call. */
    boolean hasReferences() {
        for (PartKind kind : kinds) {
            if (kind.reference()) {
                return true;
            }
        }
        return false;
    }

    private void writeConstructor() {
        MethodVisitor mv = begin(ACC_PRIVATE, "<init>", "(J" + descriptors + ")V");
        mv.visitVarInsn(ALOAD, 0);
        mv.visitVarInsn(LLOAD, 1);
        mv.visitMethodInsn(INVOKESPECIAL, base, "<init>", "(J)V", false);
        int slot = 3;
        for (int i = 0; i < kinds.size() && !isNumber(); i++) {
            mv.visitVarInsn(ALOAD, 0);
            slot = load(mv, kinds.get(i), slot);
            mv.visitFieldInsn(PUTFIELD, NAME, "k" + i, kinds.get(i).type().getDescriptor());
        }
        end(mv, RETURN);
    }

    private void writeSpread() {
        MethodVisitor mv = begin(ACC_PRIVATE | ACC_STATIC, "spread", "(L" + SITE + ";" + descriptors + ")J");
        int slot = 1;
        for (int i = 0; i < kinds.size(); i++) {
            PartKind kind = kinds.get(i);
            if (kind.letter() == PartKind.RECEIVER) {
                receivers(mv);
            }
            slot = load(mv, kind, slot);
            kind.hash(mv);
            if (i == 1 && hasReceiver()) {
                mv.visitInsn(LADD);
            } else if (i > 0) {
                mv.visitMethodInsn(INVOKESTATIC, PARTS, "sum", "(JJ)J", false);
            }
        }
        if (kinds.isEmpty()) {
            mv.visitInsn(LCONST_0);
        }
        mv.visitMethodInsn(INVOKESTATIC, PARTS, "spread", "(J)J", false);
        end(mv, LRETURN);
    }

    private void writeMatches() {
        MethodVisitor mv = begin(ACC_PRIVATE, "matches", matchesDescriptor());
        Label differs = new Label();
        int slot = 1;
        for (int i = 0; i < kinds.size(); i++) {
            field(mv, 0, i);
            slot = load(mv, kinds.get(i), slot);
            if (kinds.get(i).letter() == PartKind.RECEIVER) {
                mv.visitVarInsn(ALOAD, slots + 1);
            }
            kinds.get(i).equal(mv);
            mv.visitJumpInsn(IFEQ, differs);
        }
        mv.visitInsn(ICONST_1);
        mv.visitInsn(IRETURN);
        mv.visitLabel(differs);
        mv.visitInsn(ICONST_0);
        end(mv, IRETURN);
    }

    private void writeSameKey() {
        MethodVisitor mv = begin(ACC_PUBLIC, "sameKey", "(L" + ENTRY + ";)Z");
        if (isNumber()) {
            writeSameSpread(mv);
            return;
        }
        mv.visitVarInsn(ALOAD, 1);
        mv.visitTypeInsn(CHECKCAST, NAME);
        mv.visitVarInsn(ASTORE, 2);
        mv.visitVarInsn(ALOAD, 0);
        for (int i = 0; i < kinds.size(); i++) {
            field(mv, 2, i);
        }
        if (hasReceiver()) {
            mv.visitInsn(ACONST_NULL);
        }
        mv.visitMethodInsn(INVOKESPECIAL, NAME, "matches", matchesDescriptor(), false);
        end(mv, IRETURN);
    }

    private static void writeSameSpread(MethodVisitor mv) {
        Label differs = new Label();
        spread(mv, 0);
        spread(mv, 1);
        mv.visitInsn(LCMP);
        mv.visitJumpInsn(IFNE, differs);
        mv.visitInsn(ICONST_1);
        mv.visitInsn(IRETURN);
        mv.visitLabel(differs);
        mv.visitInsn(ICONST_0);
        end(mv, IRETURN);
    }

    private void writeParts() {
        MethodVisitor mv = begin(ACC_PUBLIC, "parts", "()[Ljava/lang/Object;");
        push(mv, kinds.size());
        mv.visitTypeInsn(ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < kinds.size(); i++) {
            mv.visitInsn(DUP);
            push(mv, i);
            field(mv, 0, i);
            kinds.get(i).box(mv);
            mv.visitInsn(AASTORE);
        }
        end(mv, ARETURN);
    }

    private void writePlain() {
        MethodVisitor plain = begin(ACC_PUBLIC, "isPlain", "()Z");
        plain.visitInsn(ICONST_1);
        end(plain, IRETURN);
        MethodVisitor mv = begin(ACC_PUBLIC, "plainBytes", "()I");
        mv.visitInsn(ICONST_0);
        for (int i = 0; i < kinds.size(); i++) {
            field(mv, 0, i);
            kinds.get(i).size(mv);
            mv.visitInsn(IADD);
        }
        end(mv, IRETURN);
    }

    private void writeWithParts() {
        MethodVisitor mv = begin(ACC_PUBLIC, "withParts", "([Ljava/lang/Object;" + TO_ENTRY);
        mv.visitTypeInsn(NEW, NAME);
        mv.visitInsn(DUP);
        spread(mv, 0);
        unpack(mv);
        construct(mv);
        end(mv, ARETURN);
    }

    private void writeFresh() {
        String made = "(L" + SITE + ";" + descriptors + TO_ENTRY;
        MethodVisitor fresh = begin(ACC_STATIC, "fresh", "(L" + SITE + ";[Ljava/lang/Object;" + TO_ENTRY);
        fresh.visitVarInsn(ALOAD, 0);
        unpack(fresh);
        fresh.visitMethodInsn(INVOKESTATIC, NAME, "made", made, false);
        end(fresh, ARETURN);
        MethodVisitor mv = begin(ACC_PRIVATE | ACC_STATIC, "made", made);
        mv.visitTypeInsn(NEW, NAME);
        mv.visitInsn(DUP);
        spreadArguments(mv);
        loadAll(mv, 1);
        construct(mv);
        end(mv, ARETURN);
    }

    /** Loads the parts from the array that is the second parameter. */
    private void unpack(MethodVisitor mv) {
        for (int i = 0; i < kinds.size(); i++) {
            mv.visitVarInsn(ALOAD, 1);
            push(mv, i);
            mv.visitInsn(AALOAD);
            kinds.get(i).unbox(mv);
        }
    }

    /** Returns whether the first part is the receiver. */
    boolean hasReceiver() {
        return !kinds.isEmpty() && kinds.get(0).letter() == PartKind.RECEIVER;
    }

    /** Returns what {@code matches} takes: the parts, and behind them what is known of a receiver among them. */
    String matchesDescriptor() {
        return "(" + descriptors + (hasReceiver() ? PartKind.KNOWN : "") + ")Z";
    }

    /** Loads the receivers of a method's, whose site is the first parameter. */
    static void receivers(MethodVisitor mv) {
        mv.visitVarInsn(ALOAD, 0);
        mv.visitMethodInsn(INVOKEVIRTUAL, SITE, "receivers", "()Ldev/memo/key/Receivers;", false);
    }

    MethodVisitor begin(int access, String name, String descriptor) {
        MethodVisitor mv = writer.visitMethod(access, name, descriptor, null, null);
        mv.visitCode();
        return mv;
    }

    static void end(MethodVisitor mv, int returning) {
        mv.visitInsn(returning);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    void spreadArguments(MethodVisitor mv) {
        mv.visitVarInsn(ALOAD, 0);
        loadAll(mv, 1);
        mv.visitMethodInsn(INVOKESTATIC, NAME, "spread", "(L" + SITE + ";" + descriptors + ")J", false);
    }

    /** Loads how the key of an entry is spread. */
    static void spread(MethodVisitor mv, int entry) {
        mv.visitVarInsn(ALOAD, entry);
        mv.visitFieldInsn(GETFIELD, ENTRY, "spread", "J");
    }

    void construct(MethodVisitor mv) {
        mv.visitMethodInsn(INVOKESPECIAL, NAME, "<init>", "(J" + descriptors + ")V", false);
    }

    /** Loads the parts from the parameters, the first of which is in this slot. */
    void loadAll(MethodVisitor mv, int first) {
        int slot = first;
        for (PartKind kind : kinds) {
            slot = load(mv, kind, slot);
        }
    }

    private static int load(MethodVisitor mv, PartKind kind, int slot) {
        mv.visitVarInsn(kind.type().getOpcode(ILOAD), slot);
        return slot + kind.type().getSize();
    }

    private void field(MethodVisitor mv, int object, int part) {
        if (isNumber()) {
            spread(mv, object);
            mv.visitMethodInsn(INVOKESTATIC, PARTS, "unspread", "(J)J", false);
            kinds.get(part).narrow(mv);
            return;
        }
        mv.visitVarInsn(ALOAD, object);
        mv.visitFieldInsn(GETFIELD, NAME, "k" + part, kinds.get(part).type().getDescriptor());
    }

    private static void push(MethodVisitor mv, int number) {
        mv.visitIntInsn(SIPUSH, number);
    }

    /** Finds common superclasses without loading any: two different ones meet in Object. */
    private static final class ShapeClassWriter extends ClassWriter {
        ShapeClassWriter() {
            super(COMPUTE_FRAMES);
        }

        @Override
        protected String getCommonSuperClass(String a, String b) {
            return a.equals(b) ? a : "java/lang/Object";
        }
    }
}
