// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static net.bytebuddy.jar.asm.Opcodes.*;

import dev.memo.region.Entry;
import dev.memo.region.HitPath;
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
 * <p>In Java it would read, for a {@code long} and a {@code String}:
 *
 * <pre>{@code
 * final class Shape extends Entry {
 *     private final long k0;
 *     private final String k1;
 *
 *     static Object enter(Site site, long a0, String a1) throws Throwable { // hit path, step 1 of 3
 *         HitPath hits = site.hits();
 *         int h;
 *         try {
 *             h = hash(site, a0, a1);
 *             for (Entry e = hits.head(h); e != null; e = e.next) {
 *                 if (e.hash == h && ((Shape) e).matches(a0, a1)) {
 *                     Object value = hits.hit(e);
 *                     if (value == null) break;
 *                     return value;
 *                 }
 *             }
 *         } catch (Throwable t) {
 *             return site.region().bypass(t); // hashCode or equals of an argument threw
 *         }
 *         return site.region().begin(new Shape(h, a0, a1));
 *     }
 * }
 * }</pre>
 *
 * <p>The first step's next is {@link dev.memo.region.HitPath#head}. Confined to one thread.
 */
final class ShapeWriter {
    static final Class<?> ENTRY_CLASS = Entry.class;

    /** Put before the letters of the parts where the entries are stamped. */
    static final String STAMPED = "+";

    private static final String NAME = "dev/memo/link/Probe";
    private static final String ENTRY = Type.getInternalName(Entry.class);
    private static final String SITE = Type.getInternalName(Site.class);
    private static final String HITS = Type.getInternalName(HitPath.class);
    private static final String REGION = "dev/memo/region/Region";
    private static final String PARTS = "dev/memo/key/Parts";
    private static final String TO_ENTRY = ")L" + ENTRY + ";";

    private final ClassWriter writer = new ShapeClassWriter();
    private final List<PartKind> kinds = new ArrayList<>();
    private final String descriptors;
    private final String base;
    private final int slots;

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
        for (int i = 0; i < kinds.size(); i++) {
            writer.visitField(
                    ACC_PRIVATE | ACC_FINAL, "k" + i, kinds.get(i).type().getDescriptor(), null, null);
        }
        writeConstructor();
        writeHash();
        writeMatches();
        writeSameKey();
        writeParts();
        writeWithParts();
        writeFresh();
        writeEnter();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void writeConstructor() {
        MethodVisitor mv = begin(ACC_PRIVATE, "<init>", "(I" + descriptors + ")V");
        mv.visitVarInsn(ALOAD, 0);
        mv.visitVarInsn(ILOAD, 1);
        mv.visitMethodInsn(INVOKESPECIAL, base, "<init>", "(I)V", false);
        int slot = 2;
        for (int i = 0; i < kinds.size(); i++) {
            mv.visitVarInsn(ALOAD, 0);
            slot = load(mv, kinds.get(i), slot);
            mv.visitFieldInsn(PUTFIELD, NAME, "k" + i, kinds.get(i).type().getDescriptor());
        }
        end(mv, RETURN);
    }

    private void writeHash() {
        MethodVisitor mv = begin(ACC_PRIVATE | ACC_STATIC, "hash", "(L" + SITE + ";" + descriptors + ")I");
        mv.visitInsn(ICONST_0);
        int slot = 1;
        for (PartKind kind : kinds) {
            mv.visitIntInsn(BIPUSH, 31);
            mv.visitInsn(IMUL);
            if (kind.letter() == PartKind.RECEIVER) {
                mv.visitVarInsn(ALOAD, 0);
                mv.visitMethodInsn(INVOKEVIRTUAL, SITE, "receivers", "()Ldev/memo/key/Receivers;", false);
            }
            slot = load(mv, kind, slot);
            kind.hash(mv);
            mv.visitInsn(IADD);
        }
        mv.visitMethodInsn(INVOKESTATIC, PARTS, "spread", "(I)I", false);
        end(mv, IRETURN);
    }

    private void writeMatches() {
        MethodVisitor mv = begin(ACC_PRIVATE, "matches", "(" + descriptors + ")Z");
        Label differs = new Label();
        int slot = 1;
        for (int i = 0; i < kinds.size(); i++) {
            field(mv, 0, i);
            slot = load(mv, kinds.get(i), slot);
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
        mv.visitVarInsn(ALOAD, 1);
        mv.visitTypeInsn(CHECKCAST, NAME);
        mv.visitVarInsn(ASTORE, 2);
        mv.visitVarInsn(ALOAD, 0);
        for (int i = 0; i < kinds.size(); i++) {
            field(mv, 2, i);
        }
        mv.visitMethodInsn(INVOKESPECIAL, NAME, "matches", "(" + descriptors + ")Z", false);
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

    private void writeWithParts() {
        MethodVisitor mv = begin(ACC_PUBLIC, "withParts", "([Ljava/lang/Object;" + TO_ENTRY);
        mv.visitTypeInsn(NEW, NAME);
        mv.visitInsn(DUP);
        mv.visitVarInsn(ALOAD, 0);
        mv.visitFieldInsn(GETFIELD, ENTRY, "hash", "I");
        for (int i = 0; i < kinds.size(); i++) {
            mv.visitVarInsn(ALOAD, 1);
            push(mv, i);
            mv.visitInsn(AALOAD);
            kinds.get(i).unbox(mv);
        }
        construct(mv);
        end(mv, ARETURN);
    }

    private void writeFresh() {
        MethodVisitor mv = begin(ACC_STATIC, "fresh", "(L" + SITE + ";" + descriptors + TO_ENTRY);
        mv.visitTypeInsn(NEW, NAME);
        mv.visitInsn(DUP);
        hashOfArguments(mv);
        loadAll(mv);
        construct(mv);
        end(mv, ARETURN);
    }

    private void writeEnter() {
        MethodVisitor mv = begin(ACC_STATIC, "enter", "(L" + SITE + ";" + descriptors + ")Ljava/lang/Object;");
        Label from = new Label();
        Label to = new Label();
        Label caught = new Label();
        Label miss = new Label();
        mv.visitTryCatchBlock(from, to, caught, "java/lang/Throwable");
        mv.visitVarInsn(ALOAD, 0);
        mv.visitMethodInsn(INVOKEVIRTUAL, SITE, "hits", "()L" + HITS + ";", false);
        mv.visitVarInsn(ASTORE, hitsSlot());
        mv.visitLabel(from);
        hashOfArguments(mv);
        mv.visitVarInsn(ISTORE, hashSlot());
        writeWalk(mv, miss);
        mv.visitLabel(to);
        mv.visitLabel(caught);
        mv.visitVarInsn(ASTORE, entrySlot());
        region(mv);
        mv.visitVarInsn(ALOAD, entrySlot());
        callRegion(mv, "bypass", "(Ljava/lang/Throwable;)Ljava/lang/Object;");
        mv.visitInsn(ARETURN);
        writeMiss(mv, miss);
    }

    private void writeMiss(MethodVisitor mv, Label miss) {
        mv.visitLabel(miss);
        region(mv);
        mv.visitTypeInsn(NEW, NAME);
        mv.visitInsn(DUP);
        mv.visitVarInsn(ILOAD, hashSlot());
        loadAll(mv);
        construct(mv);
        callRegion(mv, "begin", "(L" + ENTRY + ";)Ljava/lang/Object;");
        end(mv, ARETURN);
    }

    /** Walks the bucket; returns the value from the method, or jumps to the miss. */
    private void writeWalk(MethodVisitor mv, Label miss) {
        Label loop = new Label();
        Label next = new Label();
        mv.visitVarInsn(ALOAD, hitsSlot());
        mv.visitVarInsn(ILOAD, hashSlot());
        mv.visitMethodInsn(INVOKEVIRTUAL, HITS, "head", "(I" + TO_ENTRY, false);
        mv.visitVarInsn(ASTORE, entrySlot());
        mv.visitLabel(loop);
        mv.visitVarInsn(ALOAD, entrySlot());
        mv.visitJumpInsn(IFNULL, miss);
        if (kinds.stream().anyMatch(PartKind::reference)) { // else comparing the parts is as cheap
            mv.visitVarInsn(ALOAD, entrySlot());
            mv.visitFieldInsn(GETFIELD, ENTRY, "hash", "I");
            mv.visitVarInsn(ILOAD, hashSlot());
            mv.visitJumpInsn(IF_ICMPNE, next);
        }
        mv.visitVarInsn(ALOAD, entrySlot());
        mv.visitTypeInsn(CHECKCAST, NAME);
        loadAll(mv);
        mv.visitMethodInsn(INVOKESPECIAL, NAME, "matches", "(" + descriptors + ")Z", false);
        mv.visitJumpInsn(IFEQ, next);
        writeServe(mv, miss);
        mv.visitLabel(next);
        mv.visitVarInsn(ALOAD, entrySlot());
        mv.visitFieldInsn(GETFIELD, ENTRY, "next", "L" + ENTRY + ";");
        mv.visitVarInsn(ASTORE, entrySlot());
        mv.visitJumpInsn(GOTO, loop);
    }

    private void writeServe(MethodVisitor mv, Label miss) {
        Label unserved = new Label();
        mv.visitVarInsn(ALOAD, hitsSlot());
        mv.visitVarInsn(ALOAD, entrySlot());
        mv.visitMethodInsn(INVOKEVIRTUAL, HITS, "hit", "(L" + ENTRY + ";)Ljava/lang/Object;", false);
        mv.visitInsn(DUP);
        mv.visitJumpInsn(IFNULL, unserved);
        mv.visitInsn(ARETURN);
        mv.visitLabel(unserved);
        mv.visitInsn(POP);
        mv.visitJumpInsn(GOTO, miss);
    }

    private int hitsSlot() {
        return slots + 1;
    }

    private int hashSlot() {
        return slots + 2;
    }

    private int entrySlot() {
        return slots + 3;
    }

    private static void region(MethodVisitor mv) {
        mv.visitVarInsn(ALOAD, 0);
        mv.visitMethodInsn(INVOKEVIRTUAL, SITE, "region", "()L" + REGION + ";", false);
    }

    private static void callRegion(MethodVisitor mv, String name, String descriptor) {
        mv.visitMethodInsn(INVOKEVIRTUAL, REGION, name, descriptor, false);
    }

    private MethodVisitor begin(int access, String name, String descriptor) {
        MethodVisitor mv = writer.visitMethod(access, name, descriptor, null, null);
        mv.visitCode();
        return mv;
    }

    private static void end(MethodVisitor mv, int returning) {
        mv.visitInsn(returning);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private void hashOfArguments(MethodVisitor mv) {
        mv.visitVarInsn(ALOAD, 0);
        loadAll(mv);
        mv.visitMethodInsn(INVOKESTATIC, NAME, "hash", "(L" + SITE + ";" + descriptors + ")I", false);
    }

    private void construct(MethodVisitor mv) {
        mv.visitMethodInsn(INVOKESPECIAL, NAME, "<init>", "(I" + descriptors + ")V", false);
    }

    private void loadAll(MethodVisitor mv) {
        int slot = 1;
        for (PartKind kind : kinds) {
            slot = load(mv, kind, slot);
        }
    }

    private static int load(MethodVisitor mv, PartKind kind, int slot) {
        mv.visitVarInsn(kind.type().getOpcode(ILOAD), slot);
        return slot + kind.type().getSize();
    }

    private void field(MethodVisitor mv, int object, int part) {
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
