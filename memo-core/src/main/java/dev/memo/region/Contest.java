// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Arrays;
import java.util.List;

/**
 * Shadows that follow different rules over the same keys, and the rule that has proven best of late.
 *
 * <p>Miniature simulation (Waldspurger et al., "Cache modeling and optimization using miniature simulations", 2017). Two
 * rules are told apart by those uses that are a hit for one of them only (McNemar's test, 1947): another rule is followed once
 * it has won more of these than the present one by two standard deviations. Older uses count exponentially less.
 *
 * <p>Guarded by the lock of its order.
 */
final class Contest {
    /** Probation of 3% and 20%; plain LRU; 3% by rate. The first is where each region begins. */
    static final List<Rule> RULES =
            List.of(new Rule(0.03f, false), new Rule(0.2f, false), new Rule(1, false), new Rule(0.03f, true));

    static final int FIRST = 0;

    private static final int HALF_LIFE = 10;
    private static final double DEVIATIONS = 2;
    private static final double HUGE = 1e100;

    private final Shadow[] shadows = new Shadow[RULES.size()];

    /** How often the first was a hit where the second was not, in the present scale. */
    private final double[][] wins = new double[RULES.size()][RULES.size()];

    private double scale = 1;
    private double growth;
    private int best = FIRST;

    Contest(int capacity) {
        restart(capacity);
    }

    /** Replaces the shadows by empty ones of some capacity; the score is forgotten, the best rule stays. */
    void restart(int capacity) {
        for (int i = 0; i < shadows.length; i++) {
            shadows[i] = new Shadow(RULES.get(i), capacity);
        }
        for (double[] row : wins) {
            Arrays.fill(row, 0);
        }
        resize(capacity);
    }

    void resize(int capacity) {
        growth = Math.pow(2, 1.0 / (HALF_LIFE * Math.max(16, capacity)));
        for (Shadow shadow : shadows) {
            shadow.resize(capacity);
        }
    }

    Rule best() {
        return RULES.get(best);
    }
    /** Shows a use to all of them; returns whether another rule is now the best. */
    boolean use(int hash) {
        int hits = 0;
        for (int i = 0; i < shadows.length; i++) {
            hits |= shadows[i].use(hash) ? 1 << i : 0;
        }
        if (hits == (1 << shadows.length) - 1) {
            return false;
        }
        scale *= growth;
        if (hits == 0) {
            return false;
        }
        count(hits);
        int before = best;
        best = challenger();
        return best != before;
    }

    private void count(int hits) {
        if (scale > HUGE) {
            rescale();
        }
        for (int i = 0; i < shadows.length; i++) {
            for (int j = 0; j < shadows.length; j++) {
                if ((hits >> i & 1) > (hits >> j & 1)) {
                    wins[i][j] += scale;
                }
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(best().toString());
        for (double[] row : wins) {
            for (double win : row) {
                text.append(' ').append(Math.round(win / scale));
            }
            text.append(" |");
        }
        return text.toString();
    }

    private int challenger() {
        int challenger = best;
        double most = 0;
        for (int i = 0; i < shadows.length; i++) {
            double lead = wins[i][best] - wins[best][i];
            double doubt = DEVIATIONS * Math.sqrt((wins[i][best] + wins[best][i]) * scale);
            if (lead > most && lead > doubt) {
                most = lead;
                challenger = i;
            }
        }
        return challenger;
    }

    private void rescale() {
        for (double[] row : wins) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= scale;
            }
        }
        scale = 1;
    }
}
