// SPDX-License-Identifier: Apache-2.0
/** Memo for Kotlin's suspend functions; its adapter is made by name, by whichever runtime finds it. */
module dev.memo.kotlin {
    requires dev.memo.core;
    requires kotlin.stdlib;
    requires static kotlinx.coroutines.core;
    requires static org.jspecify;

    opens dev.memo.kotlin;
}
