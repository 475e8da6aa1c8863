// SPDX-License-Identifier: Apache-2.0
/** Memo for methods that return Mutiny's {@code Uni}; its adapter is made by name, by whichever runtime finds it. */
module dev.memo.mutiny {
    requires dev.memo.core;
    requires io.smallrye.mutiny;
    requires static org.jspecify;

    opens dev.memo.mutiny;
}
