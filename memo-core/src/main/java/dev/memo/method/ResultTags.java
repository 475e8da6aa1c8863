// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import org.jspecify.annotations.Nullable;

/** What the tags of a memoized method may name: its result, and what its key keeps. Confined to one thread. */
record ResultTags(Place place, MethodSettings settings, Findings findings) implements TagReader.Sources {
    @Override
    public TagReader.@Nullable Wrong parameter(int index) {
        if (!settings.keyFunction().isEmpty()) {
            return new TagReader.Wrong(
                    "but the key is computed by " + TypeNames.shortName(settings.keyFunction())
                            + ", and parameters are not kept",
                    "Name a property of the result, or leave the key function out.");
        }
        return settings.keyParameters().contains(index)
                ? null
                : new TagReader.Wrong(
                        "which is not in the key, so that one result may be of calls with different ones",
                        "Put it into the key, or name another.");
    }

    @Override
    public TagReader.@Nullable Wrong result() {
        return null;
    }

    @Override
    public void problem(String what, String remedy) {
        findings.problem(place.problem("BAD_TAGS", what, remedy));
    }
}
