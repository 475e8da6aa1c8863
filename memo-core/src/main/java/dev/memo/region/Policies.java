// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.FirstTurn.Precedence;
import dev.memo.spi.EvictionPolicy;

/** The eviction policies of one runtime, by name. Immutable. */
final class Policies {
    private static final String ADAPTIVE = "adaptive";

    private final Eviction eviction;
    private final Budget budget;
    private final Recency recency;
    private final Trouble trouble;

    Policies(Eviction eviction, Budget budget, Recency recency, Trouble trouble) {
        this.eviction = eviction;
        this.budget = budget;
        this.recency = recency;
        this.trouble = trouble;
    }

    /**
     * Returns an order without entries.
     *
     * @param name of a known policy, or empty for the runtime's own
     */
    Order open(String name) {
        String policy = chosen(name);
        return switch (policy) {
            case ADAPTIVE -> new AdaptiveOrder();
            case "lru" -> new RecencyOrder(recency);
            case "lfu" -> new FrequencyOrder(recency);
            case "fifo" -> new InsertionOrder(false);
            case "lifo" -> new InsertionOrder(true);
            case "mru" -> new NewestUseOrder(budget, recency);
            case "random" -> new RandomOrder(eviction.seed());
            default -> openOwn(policy);
        };
    }

    /** Returns whether the entries of a region have to be {@link StampedEntry}s. */
    boolean stamped(RegionSettings settings) {
        return settings.lifespan().idleNanos() > 0
                || !chosen(settings.policy()).equals(ADAPTIVE)
                || !chosen("").equals(ADAPTIVE);
    }

    /** Returns what decides between regions by the runtime's policy; a policy of the user's orders each for itself. */
    static Turn turn(Eviction eviction) {
        return switch (PolicyNames.normal(eviction.policy())) {
            case ADAPTIVE -> new ValueTurn();
            case "lfu" -> new FirstTurn(Precedence.LEAST_USED);
            case "lifo", "mru" -> new FirstTurn(Precedence.NEWEST);
            case "random" -> new ChanceTurn(eviction.seed());
            default -> new FirstTurn(Precedence.OLDEST);
        };
    }

    private String chosen(String name) {
        return PolicyNames.normal(name.isEmpty() ? eviction.policy() : name);
    }

    private Order openOwn(String name) {
        for (EvictionPolicy policy : eviction.own()) {
            if (PolicyNames.normal(policy.name()).equals(name)) {
                return new UserOrder(policy.newOrder(), budget, trouble);
            }
        }
        throw new IllegalArgumentException("there is no eviction policy " + name);
    }
}
