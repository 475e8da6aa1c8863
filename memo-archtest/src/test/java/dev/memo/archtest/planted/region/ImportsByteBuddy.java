// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import net.bytebuddy.jar.asm.ClassReader;

/** Planted. */
record ImportsByteBuddy(ClassReader reader) {}
