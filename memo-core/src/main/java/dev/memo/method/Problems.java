// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;

/** Writes several problems as one message. Stateless and thread-safe. */
public final class Problems {

    private Problems() {}

    /**
     * Returns {@code 3 problems in the memoized methods of Users:} and a numbered list, one problem a line.
     *
     * @param className the class's name, simple or binary
     */
    public static String text(String className, List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        text.append(problems.size()).append(problems.size() == 1 ? " problem" : " problems");
        text.append(" in the memoized methods of ")
                .append(TypeNames.shortName(className))
                .append(':');
        for (int i = 0; i < problems.size(); i++) {
            text.append('\n').append(i + 1).append(". ").append(problems.get(i).text());
        }
        return text.toString();
    }
}
