// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.PolicyNames;

/** Reads the name of an eviction policy where somebody chose one. Stateless and thread-safe. */
public final class PolicyChoice {
    private PolicyChoice() {}

    /**
     * Returns the name as it is kept, in small letters.
     *
     * @throws ValueException if it is blank or unknown, with the names that exist
     */
    public static String parse(String text, PolicyNames known) {
        if (text.isBlank()) {
            throw new ValueException(
                    "the policy", "must not be blank, was \"" + text + "\"", "Leave it out to use the runtime's.");
        }
        String name = PolicyNames.normal(text);
        if (known.contains(name)) {
            return name;
        }
        String others = "The policies are " + Nearest.join(known.names(), "and")
                + "; those of your own are registered with Memo.builder(), for its proxies and caches;"
                + " the agent knows no class of your application.";
        String question = Nearest.question(Nearest.to(name, known.names()), "");
        throw new ValueException(
                "the policy",
                "must be the name of a policy, was \"" + text + "\"",
                question.isEmpty() ? others : question + " " + others);
    }
}
