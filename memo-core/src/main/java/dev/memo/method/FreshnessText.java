// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.Freshness;
import dev.memo.region.Freshness.Lives;
import dev.memo.region.Freshness.Patience;
import java.util.ArrayList;
import java.util.List;

/** Writes what is done about results that age into one text, and reads it back. Stateless and thread-safe. */
final class FreshnessText {
    private static final int FIELDS = 10;

    private FreshnessText() {}

    static String encode(Freshness freshness) {
        String text = text(freshness);
        return text.equals(text(Freshness.NONE)) ? "" : text;
    }

    private static String text(Freshness freshness) {
        Lives lives = freshness.lives();
        return Fields.join(List.of(
                String.valueOf(freshness.keepNanos()),
                String.valueOf(freshness.retryNanos()),
                String.valueOf(freshness.refreshNanos()),
                String.valueOf(freshness.early()),
                String.valueOf(freshness.patience().softNanos()),
                String.valueOf(freshness.patience().hardNanos()),
                lives.from(),
                String.valueOf(lives.nullNanos()),
                String.valueOf(lives.emptyNanos()),
                Fields.join(failures(lives))));
    }

    static Freshness decode(String text) {
        if (text.isEmpty()) {
            return Freshness.NONE;
        }
        List<String> parts = Fields.split(text, FIELDS);
        List<String> failures = Fields.split(parts.get(9));
        return new Freshness(
                Fields.number(parts.get(0)),
                Fields.number(parts.get(1)),
                Fields.number(parts.get(2)),
                Double.parseDouble(parts.get(3)),
                new Patience(Fields.number(parts.get(4)), Fields.number(parts.get(5))),
                new Lives(
                        parts.get(6),
                        Fields.number(parts.get(7)),
                        Fields.number(parts.get(8)),
                        failures.subList(1, failures.size()),
                        Fields.number(failures.get(0))));
    }

    /** Returns how long failures are kept, then which. */
    private static List<String> failures(Lives lives) {
        List<String> failures = new ArrayList<>();
        failures.add(String.valueOf(lives.failureNanos()));
        failures.addAll(lives.failures());
        return failures;
    }
}
