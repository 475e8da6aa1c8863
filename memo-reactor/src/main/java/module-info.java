// SPDX-License-Identifier: Apache-2.0
/** Memo for methods that return Reactor's {@code Mono}; its adapter is made by name, by whichever runtime finds it. */
module dev.memo.reactor {
    requires dev.memo.core;
    requires reactor.core;
    requires static org.jspecify;

    opens dev.memo.reactor;
}
