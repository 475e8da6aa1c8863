// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.frame.FrameOptions;
import dev.memo.frame.SealKeyFile;
import dev.memo.link.StoreChoice;
import dev.memo.link.StoreChoice.Life;
import dev.memo.link.StoreChoice.Writes;
import dev.memo.method.ByteSizes;
import dev.memo.method.Durations;
import dev.memo.method.Nearest;
import dev.memo.method.Problem;
import dev.memo.method.StoreNames;
import dev.memo.method.ValueException;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StorePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the agent's options about stores: {@code store.disk=FILE} and those that begin with {@code store.disk.}, or with
 * another name. A store with a mistake is left out, as it might not be encrypted, or have no limits. Confined to one thread.
 */
final class StoreOptions {
    private static final String PREFIX = "store.";
    private static final List<String> PARTS =
            List.of("key", "writes", "maxBytes", "maxEntries", "policy", "ttl", "idle", "compressFrom");

    private final List<Problem> problems;
    private final Map<String, Draft> drafts = new TreeMap<>();

    /** Creates a reader that adds what is wrong to the problems. */
    StoreOptions(List<Problem> problems) {
        this.problems = problems;
    }

    static boolean concerns(String option) {
        return option.startsWith(PREFIX);
    }

    /** Notes that an option was found wrong already. */
    void spoil(String option) {
        if (concerns(option)) {
            draft(option).spoilt = true;
        }
    }

    void read(String option, String value) {
        Draft draft = draft(option);
        String part = partOf(option);
        try {
            switch (part) {
                case "" -> {
                    String unused = StoreNames.parse(nameOf(option));
                    draft.location = value;
                }
                case "key" -> draft.key = key(option, value);
                case "writes" -> draft.writes = writes(option, value);
                case "maxBytes" -> draft.limits = draft.limits.maxBytes(ByteSizes.parse(value));
                case "maxEntries" -> draft.limits = draft.limits.maxEntries(count(option, value));
                case "policy" -> draft.limits = draft.limits.policy(policy(option, value));
                case "compressFrom" -> draft.compressFrom = (int) Math.min(FrameOptions.NEVER, ByteSizes.parse(value));
                case "ttl" -> draft.ttlNanos = Durations.parse(value);
                case "idle" -> draft.idleNanos = Durations.parse(value);
                default -> refuse("UNKNOWN_OPTION", option, "there is no such option", unknown(option, part));
            }
        } catch (ValueException e) {
            refuse("BAD_VALUE", option, e.complaint(), e.remedy());
        }
    }

    /** Returns the stores that are told without a mistake; notes those that have no file. */
    Map<String, StoreChoice> choices() {
        if (drafts.isEmpty()) {
            return Map.of();
        }
        Map<String, StoreChoice> choices = new HashMap<>();
        drafts.forEach((name, draft) -> {
            String location = draft.location;
            if (location == null && !draft.spoilt) {
                String remedy = "Add " + PREFIX + name + "=FILE, or leave it out.";
                refuse("STORE_WITHOUT_FILE", draft.option, "it is set, but the store has no file", remedy);
            }
            if (location != null && !draft.spoilt) {
                choices.put(name, draft.at(location));
            }
        });
        return choices;
    }

    /** A key that cannot be had is said at the start, not when the first result is to be stored. */
    private String key(String option, String value) {
        try {
            var unused = SealKeyFile.read(Path.of(value));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int end = message.lastIndexOf(". ");
            boolean both = end > 0;
            refuse(
                    "BAD_VALUE",
                    option,
                    both ? message.substring(0, end) : message,
                    both ? message.substring(end + 2) : "Name the file of a key.");
        }
        return value;
    }

    private Writes writes(String option, String value) {
        for (Writes writes : Writes.values()) {
            if (writes.name().equalsIgnoreCase(value)) {
                return writes;
            }
        }
        refuse("BAD_VALUE", option, "must be behind or through, was \"" + value + "\"", "Write one of them.");
        return Writes.BEHIND;
    }

    private long count(String option, String value) {
        try {
            long count = Long.parseLong(value);
            if (count > 0) {
                return count;
            }
            refuse("BAD_VALUE", option, "must be positive, was \"" + value + "\"", "Leave it out to have no limit.");
        } catch (NumberFormatException e) {
            refuse("BAD_VALUE", option, "must be a whole number, was \"" + value + "\"", "Write it like 100000.");
        }
        return Long.MAX_VALUE;
    }

    private StorePolicy policy(String option, String value) {
        List<String> names = new ArrayList<>();
        for (StorePolicy policy : StorePolicy.values()) {
            if (policy.name().equalsIgnoreCase(value)) {
                return policy;
            }
            names.add(policy.name().toLowerCase(Locale.ROOT));
        }
        String question = Nearest.question(Nearest.to(value, names), "");
        String all = "The policies of a store are " + Nearest.join(names, "and") + ".";
        String what = "must be the name of a policy of stores, was \"" + value + "\"";
        refuse("BAD_VALUE", option, what, question.isEmpty() ? all : question + " " + all);
        return StorePolicy.LRU;
    }

    private static String unknown(String option, String part) {
        String start = PREFIX + nameOf(option);
        List<String> near = Nearest.to(part, PARTS);
        List<String> all = new ArrayList<>(List.of(start));
        PARTS.forEach(each -> all.add(start + "." + each));
        String options = "The options of a store are " + Nearest.join(all, "and") + ".";
        return near.isEmpty()
                ? options
                : Nearest.question(near.stream().map(each -> start + "." + each).toList(), "") + " " + options;
    }

    private Draft draft(String option) {
        return drafts.computeIfAbsent(nameOf(option), name -> new Draft(option));
    }

    private static String nameOf(String option) {
        int end = option.indexOf('.', PREFIX.length());
        return option.substring(PREFIX.length(), end < 0 ? option.length() : end);
    }

    private static String partOf(String option) {
        int start = PREFIX.length() + nameOf(option).length();
        return start == option.length() ? "" : option.substring(start + 1);
    }

    private void refuse(String code, String option, String what, String remedy) {
        problems.add(new Problem(code, "memo-agent option \"" + option + "\"", what, remedy));
        spoil(option);
    }

    /** What is known of one store so far. Confined to one thread. */
    private static final class Draft {
        final String option;

        @Nullable
        String location;

        String key = "";
        Writes writes = Writes.BEHIND;
        StoreLimits limits = StoreLimits.NONE;
        int compressFrom = FrameOptions.NEVER;
        long ttlNanos;
        long idleNanos;
        boolean spoilt;

        Draft(String option) {
            this.option = option;
        }

        StoreChoice at(String location) {
            return new StoreChoice(location, key, writes, limits, new Life(ttlNanos, idleNanos), compressFrom);
        }
    }
}
