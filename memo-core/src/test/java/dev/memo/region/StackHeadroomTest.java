// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The room that is made sure of depends on how wide a compiler makes a frame, so that is looked at. */
class StackHeadroomTest {
    private static final int STACK = 2 << 20;

    @Test
    void aCompiledFrameIsAsWideAsIsReckonedWith() throws Exception {
        long sum = 0;
        for (int i = 0; i < 300_000; i++) {
            sum += StackHeadroom.descend(20, i);
        }
        assertThat(sum).isNotZero();
        int[] frames = new int[1];
        Thread thread = new Thread(null, () -> frames[0] = mostFrames(), "deep", STACK);
        thread.start();
        thread.join();
        System.out.println("a frame has " + STACK / frames[0] + " bytes");
        assertThat(STACK / frames[0]).isGreaterThanOrEqualTo(StackHeadroom.FRAME_BYTES);
    }

    private static int mostFrames() {
        int fits = 0;
        int tooMany = STACK;
        while (tooMany - fits > 1) {
            int tried = (fits + tooMany) / 2;
            if (overflows(tried)) {
                tooMany = tried;
            } else {
                fits = tried;
            }
        }
        return fits;
    }

    private static boolean overflows(int frames) {
        try {
            return StackHeadroom.descend(frames, 1) == 0;
        } catch (StackOverflowError e) {
            return true;
        }
    }
}
