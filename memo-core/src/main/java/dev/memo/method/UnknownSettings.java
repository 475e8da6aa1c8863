// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.Set;
import java.util.TreeSet;

/** Finds settings that a newer memo-annotations has and this version does not know. Stateless and thread-safe. */
final class UnknownSettings {

    private UnknownSettings() {}

    static void check(Place place, WrittenValues values, Set<String> known, Findings findings) {
        for (String name : new TreeSet<>(values.names())) {
            if (!known.contains(name)) {
                findings.problem(place.problem(
                        "UNKNOWN_SETTING",
                        "this version of Memo has no setting named " + name,
                        "Use memo-annotations and Memo of the same version."));
            }
        }
    }
}
