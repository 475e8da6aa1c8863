// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static net.bytebuddy.jar.asm.Opcodes.*;

import dev.memo.region.HitPath;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the probe into an entry class.
 *
 * <p>In Java it would read, for a {@code long} and a {@code String}:
 *
 * <pre>{@code
 * final class Probe extends Entry {
 *     static Object enter(Site site, long a0, String a1) throws Throwable { // hit path, step 1 of 3
 *         HitPath hits = site.hits();
 *         long s;
 *         try {
 *             s = spread(site, a0, a1);
 *             for (Entry e = hits.head(s); e != null; e = e.next) {
 *                 if (e.spread == s && ((Probe) e).matches(a0, a1)) {
 *                     Object value = hits.hit(e);
 *                     if (value == null) goto again;
 *                     return value;
 *                 }
 *             }
 *         } catch (Throwable t) {
 *             return site.region().bypass(t); // hashCode or equals of an argument threw
 *         }
 *         return miss(site, s, a0, a1);
 *         again: return again(site, a0, a1);
 *     }
 *
 *     static Object again(Site site, long a0, String a1) throws Throwable {
 *         return miss(site, spread(site, a0, a1), a0, a1);
 *     }
 *
 *     static Object miss(Site site, long s, long a0, String a1) throws Throwable {
 *         return site.region().begin(new Probe(s, a0, a1));
 *     }
 * }
 * }</pre>
 *
 * <p>Where the first part is the receiver, what is known of it ({@link dev.memo.key.Receivers#known}) is looked up first, and
 * handed to {@code matches}. Where the parts are numbers and strings, nothing that throws runs here, and nothing is caught.
 *
 * <p>What the JIT would inline on the way of a miss takes registers from the hit: so {@code miss} is a call of its own, kept
 * from being inlined by its size, and {@code again} hashes anew rather than keep the hash for it. It also keeps the probe,
 * compiled by itself, below 2,500 bytes of code: what is larger HotSpot inlines nowhere, and no call would see through it.
 *
 * <p>The first step's next is {@link dev.memo.region.HitPath#head}. Confined to one thread.
 */
final class ProbeWriter {
    /** Instructions that are jumped over: HotSpot inlines no method of more than 325 bytes of bytecode. */
    private static final int PADDING = 330;

    private static final String HITS = Type.getInternalName(HitPath.class);
    private static final String REGION = "dev/memo/region/Region";
    private static final String TO_OBJECT = ")Ljava/lang/Object;";
    private static final String OF_SITE = "(L" + ShapeWriter.SITE + ";";

    private final ShapeWriter shape;

    ProbeWriter(ShapeWriter shape) {
        this.shape = shape;
    }

    void write() {
        writeEnter();
        writeAgain();
        writeMiss();
    }

    private void writeEnter() {
        MethodVisitor mv = shape.begin(ACC_STATIC, "enter", OF_SITE + shape.descriptors + TO_OBJECT);
        Label from = new Label();
        Label to = new Label();
        Label caught = new Label();
        Label miss = new Label();
        Label again = new Label();
        boolean guarded = !shape.isPlain();
        if (guarded) {
            mv.visitTryCatchBlock(from, to, caught, "java/lang/Throwable");
        }
        mv.visitVarInsn(ALOAD, 0);
        mv.visitMethodInsn(INVOKEVIRTUAL, ShapeWriter.SITE, "hits", "()L" + HITS + ";", false);
        mv.visitVarInsn(ASTORE, hitsSlot());
        writeKnown(mv);
        mv.visitLabel(from);
        shape.spreadArguments(mv);
        mv.visitVarInsn(LSTORE, spreadSlot());
        writeWalk(mv, miss, again);
        mv.visitLabel(to);
        if (guarded) {
            mv.visitLabel(caught);
            writeBypass(mv);
        }
        writeUnserved(mv, miss, again);
        ShapeWriter.end(mv, ARETURN);
    }

    private void writeKnown(MethodVisitor mv) {
        if (shape.hasReceiver()) {
            ShapeWriter.receivers(mv);
            mv.visitVarInsn(ALOAD, 1);
            PartKind.known(mv);
            mv.visitVarInsn(ASTORE, knownSlot());
        }
    }

    private void writeUnserved(MethodVisitor mv, Label miss, Label again) {
        mv.visitLabel(miss);
        mv.visitVarInsn(ALOAD, 0);
        mv.visitVarInsn(LLOAD, spreadSlot());
        shape.loadAll(mv, 1);
        callMiss(mv);
        mv.visitInsn(ARETURN);
        mv.visitLabel(again);
        mv.visitVarInsn(ALOAD, 0);
        shape.loadAll(mv, 1);
        mv.visitMethodInsn(INVOKESTATIC, ShapeWriter.NAME, "again", OF_SITE + shape.descriptors + TO_OBJECT, false);
    }

    private void writeBypass(MethodVisitor mv) {
        mv.visitVarInsn(ASTORE, entrySlot());
        region(mv);
        mv.visitVarInsn(ALOAD, entrySlot());
        mv.visitMethodInsn(INVOKEVIRTUAL, REGION, "bypass", "(Ljava/lang/Throwable;)Ljava/lang/Object;", false);
        mv.visitInsn(ARETURN);
    }

    /** Walks the bucket; returns the value from the method, or jumps to one of the labels. */
    private void writeWalk(MethodVisitor mv, Label miss, Label again) {
        Label loop = new Label();
        Label next = new Label();
        mv.visitVarInsn(ALOAD, hitsSlot());
        mv.visitVarInsn(LLOAD, spreadSlot());
        mv.visitMethodInsn(INVOKEVIRTUAL, HITS, "head", "(J)L" + ShapeWriter.ENTRY + ";", false);
        mv.visitVarInsn(ASTORE, entrySlot());
        mv.visitLabel(loop);
        mv.visitVarInsn(ALOAD, entrySlot());
        mv.visitJumpInsn(IFNULL, miss);
        writeCompare(mv, next);
        writeServe(mv, again);
        mv.visitLabel(next);
        mv.visitVarInsn(ALOAD, entrySlot());
        mv.visitFieldInsn(GETFIELD, ShapeWriter.ENTRY, "next", "L" + ShapeWriter.ENTRY + ";");
        mv.visitVarInsn(ASTORE, entrySlot());
        mv.visitJumpInsn(GOTO, loop);
    }

    /** Compares the key of an entry; jumps where it is another one. */
    private void writeCompare(MethodVisitor mv, Label next) {
        if (shape.isNumber() || shape.hasReferences()) { // else comparing the parts is as cheap
            ShapeWriter.spread(mv, entrySlot());
            mv.visitVarInsn(LLOAD, spreadSlot());
            mv.visitInsn(LCMP);
            mv.visitJumpInsn(IFNE, next);
        }
        if (!shape.isNumber() && !shape.kinds.isEmpty()) { // of no parts there is one key only
            mv.visitVarInsn(ALOAD, entrySlot());
            mv.visitTypeInsn(CHECKCAST, ShapeWriter.NAME);
            shape.loadAll(mv, 1);
            if (shape.hasReceiver()) {
                mv.visitVarInsn(ALOAD, knownSlot());
            }
            mv.visitMethodInsn(INVOKESPECIAL, ShapeWriter.NAME, "matches", shape.matchesDescriptor(), false);
            mv.visitJumpInsn(IFEQ, next);
        }
    }

    private void writeServe(MethodVisitor mv, Label again) {
        Label unserved = new Label();
        mv.visitVarInsn(ALOAD, hitsSlot());
        mv.visitVarInsn(ALOAD, entrySlot());
        mv.visitMethodInsn(INVOKEVIRTUAL, HITS, "hit", "(L" + ShapeWriter.ENTRY + ";)Ljava/lang/Object;", false);
        mv.visitInsn(DUP);
        mv.visitJumpInsn(IFNULL, unserved);
        mv.visitInsn(ARETURN);
        mv.visitLabel(unserved);
        mv.visitInsn(POP);
        mv.visitJumpInsn(GOTO, again);
    }

    private void writeAgain() {
        MethodVisitor mv = shape.begin(ACC_PRIVATE | ACC_STATIC, "again", OF_SITE + shape.descriptors + TO_OBJECT);
        mv.visitVarInsn(ALOAD, 0);
        shape.spreadArguments(mv);
        shape.loadAll(mv, 1);
        callMiss(mv);
        ShapeWriter.end(mv, ARETURN);
    }

    private void writeMiss() {
        MethodVisitor mv = shape.begin(ACC_PRIVATE | ACC_STATIC, "miss", missDescriptor());
        Label start = new Label();
        mv.visitJumpInsn(GOTO, start);
        for (int i = 0; i < PADDING; i++) {
            mv.visitInsn(NOP);
        }
        mv.visitLabel(start);
        region(mv);
        mv.visitTypeInsn(NEW, ShapeWriter.NAME);
        mv.visitInsn(DUP);
        mv.visitVarInsn(LLOAD, 1);
        shape.loadAll(mv, 3);
        shape.construct(mv);
        mv.visitMethodInsn(INVOKEVIRTUAL, REGION, "begin", "(L" + ShapeWriter.ENTRY + ";" + TO_OBJECT, false);
        ShapeWriter.end(mv, ARETURN);
    }

    private void callMiss(MethodVisitor mv) {
        mv.visitMethodInsn(INVOKESTATIC, ShapeWriter.NAME, "miss", missDescriptor(), false);
    }

    private String missDescriptor() {
        return OF_SITE + "J" + shape.descriptors + TO_OBJECT;
    }

    private static void region(MethodVisitor mv) {
        mv.visitVarInsn(ALOAD, 0);
        mv.visitMethodInsn(INVOKEVIRTUAL, ShapeWriter.SITE, "region", "()L" + REGION + ";", false);
    }

    private int hitsSlot() {
        return shape.slots + 1;
    }

    private int spreadSlot() {
        return shape.slots + 2;
    }

    private int entrySlot() {
        return shape.slots + 4;
    }

    private int knownSlot() {
        return shape.slots + 5;
    }
}
