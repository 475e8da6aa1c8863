// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.List;

/**
 * What became of a class: its new bytes, the methods woven, and the ones refused. Not shared between threads.
 *
 * @param classFile the new bytes; the old ones where no method was woven
 * @param uncompiled of the methods woven, those that are longer now than what HotSpot compiles
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
public record Woven(byte[] classFile, List<WovenMethod> methods, List<Refusal> refusals, List<WovenMethod> uncompiled) {
    /** Copies the lists. */
    public Woven {
        methods = List.copyOf(methods);
        refusals = List.copyOf(refusals);
        uncompiled = List.copyOf(uncompiled);
    }

    static Woven nothing(byte[] classFile, List<WovenMethod> methods, Refusal.Reason reason) {
        return new Woven(
                classFile,
                List.of(),
                methods.stream().map(m -> new Refusal(m, reason)).toList(),
                List.of());
    }

    /** Whether some method was woven. */
    public boolean changed() {
        return !methods.isEmpty();
    }
}
