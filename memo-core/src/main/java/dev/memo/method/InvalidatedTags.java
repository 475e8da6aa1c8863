// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** What the tags that a method invalidates may name: its parameters, and its result once it has one. Confined to one thread. */
record InvalidatedTags(Invalidator by, boolean before) implements TagReader.Sources {
    @Override
    public TagReader.@Nullable Wrong parameter(int index) {
        return null;
    }

    @Override
    public TagReader.@Nullable Wrong result() {
        if (before) {
            return new TagReader.Wrong("but before = true, when there is no result yet", "Remove one of the two.");
        }
        return by.method().result().getSort() == Type.VOID
                ? new TagReader.Wrong("but it returns void", "Name a parameter.")
                : null;
    }

    @Override
    public void problem(String what, String remedy) {
        by.problem("INVALIDATES_TAGS", what, remedy);
    }
}
