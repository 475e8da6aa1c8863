// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Receiver;
import java.util.List;

/**
 * Decides whether a method can be run in the background: with the receiver and the arguments of a call that is over. What is
 * not in the key is not kept, as it may be a request. Confined to one thread.
 */
final class BackgroundCheck {
    private static final List<String> SETTINGS = List.of("refresh", "soft", "hard");

    private final MethodModel method;
    private final Declaration declaration;
    private final Findings findings;

    BackgroundCheck(MethodModel method, Declaration declaration, Findings findings) {
        this.method = method;
        this.declaration = declaration;
        this.findings = findings;
    }

    void check(MethodSettings settings) {
        if (!settings.freshness().inBackground()) {
            return;
        }
        if (method.suspends()) {
            refuse("a suspend function runs in a coroutine, and that of the call may be over", "");
        } else if (!settings.keyFunction().isEmpty()) {
            refuse("its key function leaves the arguments to Memo only while the call lasts", "key");
        } else if (!method.isStatic() && settings.receiver() == Receiver.IGNORE) {
            refuse("with receiver = IGNORE the object to call is not in the key", "receiver");
        } else {
            for (int i = 0; i < method.parameters().length; i++) {
                if (!settings.keyParameters().contains(i)) {
                    refuse("parameter " + i + " is not in the key and so not kept", "parameter " + i);
                    return;
                }
            }
        }
    }

    private void refuse(String reason, String what) {
        for (String setting : method.suspends() ? List.of("refresh") : SETTINGS) {
            Source source = declaration.source(setting);
            Object value = source == null ? null : source.values().values().get(setting);
            if (source != null && value instanceof String text && !text.isEmpty()) {
                String remedy = what.isEmpty()
                        ? "Remove " + setting + "."
                        : what.startsWith("parameter")
                                ? "Remove " + setting + ", or let " + what + " be a part of the key."
                                : "Remove " + setting + ", or " + what + ".";
                findings.problem(source.place()
                        .problem(
                                "NO_BACKGROUND",
                                setting + " runs the method in the background, but " + reason,
                                remedy));
            }
        }
    }
}
