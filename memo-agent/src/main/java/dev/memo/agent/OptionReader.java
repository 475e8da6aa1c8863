// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.link.EngineSettings;
import dev.memo.method.ByteSizes;
import dev.memo.method.Durations;
import dev.memo.method.Nearest;
import dev.memo.method.PolicyChoice;
import dev.memo.method.Problem;
import dev.memo.method.ValueException;
import dev.memo.region.Eviction;
import dev.memo.region.PolicyNames;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the agent's argument, and notes all that is wrong with it. Confined to one thread. */
final class OptionReader {
    private static final int CALLS_PER_SECOND = 100;
    private static final List<String> NAMES = List.of(
            "config",
            "report",
            "strict",
            "maxBytes",
            "maxEntries",
            "maxEntryShare",
            "ttl",
            "policy",
            "governor",
            "statistics",
            "logEvents",
            "seed",
            "enabled",
            "snapshot",
            "warmup",
            "warmupRate",
            "store.disk");

    private final List<Problem> problems = new ArrayList<>();
    private final StoreOptions stores = new StoreOptions(problems);
    private final EngineSettings defaults = EngineSettings.defaults();
    private boolean enabled = true;
    private @Nullable String rules;
    private @Nullable String snapshot;
    private @Nullable String warmUp;
    private int warmUpRate = CALLS_PER_SECOND;
    private ReportTarget report = ReportTarget.REFUSALS;
    private boolean strict;
    private long maxBytes = defaults.maxBytes();
    private long maxEntries = defaults.maxEntries();
    private double maxEntryShare = defaults.maxEntryShare();
    private long ttlNanos = defaults.ttlNanos();
    private boolean statistics = defaults.statistics();
    private boolean logEvents = defaults.logEvents();
    private String policy = defaults.eviction().policy();
    private long seed = defaults.eviction().seed();
    private boolean bypass = defaults.bypass();

    Options read(String argument) {
        Set<String> seen = new HashSet<>();
        for (String option : argument.split(",", -1)) {
            if (!option.isBlank()) {
                readOption(option.strip(), seen);
            }
        }
        EngineSettings engine = EngineSettings.builder()
                .maxBytes(maxBytes)
                .maxEntries(maxEntries)
                .maxEntryShare(maxEntryShare)
                .ttlNanos(ttlNanos)
                .statistics(statistics)
                .logEvents(logEvents)
                .eviction(new Eviction(policy, seed, List.of()))
                .bypass(bypass)
                .stores(stores.choices())
                .build();
        return new Options(enabled, rules, report, strict, engine, snapshot, warmUp, warmUpRate, problems);
    }

    private void readOption(String option, Set<String> seen) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals).strip();
        String value = equals < 0 ? "" : option.substring(equals + 1).strip();
        if (!NAMES.contains(name) && !StoreOptions.concerns(name)) {
            refuse("UNKNOWN_OPTION", name, "there is no such option", unknown(name));
        } else if (value.isEmpty()) {
            stores.spoil(name);
            refuse("NO_VALUE", name, "it has no value", "Write " + name + "=VALUE, or leave it out.");
        } else if (!seen.add(name)) {
            stores.spoil(name);
            refuse("REPEATED_OPTION", name, "it is there twice", "Keep one of them.");
        } else if (StoreOptions.concerns(name)) {
            stores.read(name, value);
        } else {
            readValue(name, value);
        }
    }

    private void readValue(String name, String value) {
        try {
            switch (name) {
                case "config" -> rules = value;
                case "snapshot" -> snapshot = file(name, value);
                case "warmup" -> warmUp = file(name, value);
                case "warmupRate" -> warmUpRate = rate(value);
                case "report" -> report = ReportTarget.of(value);
                case "strict" -> strict = flag(name, value, false);
                case "enabled" -> enabled = flag(name, value, true);
                case "maxBytes" -> maxBytes = ByteSizes.parse(value);
                case "maxEntries" -> maxEntries = count(value);
                case "maxEntryShare" -> maxEntryShare = share(value);
                case "policy" -> policy = PolicyChoice.parse(value, PolicyNames.own());
                case "governor" -> bypass = bypasses(value);
                case "statistics" -> statistics = flag(name, value, true);
                case "logEvents" -> logEvents = flag(name, value, false);
                case "seed" -> seed = seed(value);
                default -> ttlNanos = Math.max(0, Durations.parseOrNever(value));
            }
        } catch (ValueException e) {
            refuse("BAD_VALUE", name, e.complaint(), e.remedy());
        }
    }

    private @Nullable String file(String name, String value) {
        try {
            return Path.of(value).toString();
        } catch (InvalidPathException e) {
            refuse("BAD_VALUE", name, "must be the name of a file, was \"" + value + "\"", "Write another.");
            return null;
        }
    }

    private boolean flag(String name, String value, boolean otherwise) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        refuse("BAD_VALUE", name, "must be true or false, was \"" + value + "\"", "Write one of them.");
        return otherwise;
    }

    private boolean bypasses(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "bypass" -> true;
            case "report" -> false;
            default -> {
                String what = "must be report or bypass, was \"" + value + "\"";
                refuse("BAD_VALUE", "governor", what, "Write one of them.");
                yield bypass;
            }
        };
    }

    private long count(String value) {
        Long count = whole("maxEntries", value);
        if (count != null && count > 0) {
            return count;
        }
        if (count != null) {
            refuse("BAD_VALUE", "maxEntries", positive(value), "Leave it out to have no limit.");
        }
        return maxEntries;
    }

    private int rate(String value) {
        Long number = whole("warmupRate", value);
        if (number != null && number > 0 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        if (number != null) {
            String remedy = "Leave it out for " + CALLS_PER_SECOND + " calls in a second.";
            refuse("BAD_VALUE", "warmupRate", positive(value), remedy);
        }
        return warmUpRate;
    }

    private double share(String value) {
        double share;
        try {
            share = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            share = Double.NaN;
        }
        if (share > 0 && share <= 1) {
            return share;
        }
        String what = "must be a number over 0 and at most 1, was \"" + value + "\"";
        refuse("BAD_VALUE", "maxEntryShare", what, "Write it like 0.25, or leave it out for 0.5.");
        return maxEntryShare;
    }

    private long seed(String value) {
        Long number = whole("seed", value);
        return number == null ? seed : number;
    }

    private @Nullable Long whole(String name, String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            refuse("BAD_VALUE", name, "must be a whole number, was \"" + value + "\"", "Write it like 100000.");
            return null;
        }
    }

    private static String positive(String value) {
        return "must be positive, was \"" + value + "\"";
    }

    private static String unknown(String name) {
        String options = "The options are " + Nearest.join(NAMES, "and") + ".";
        List<String> near = Nearest.to(name, NAMES);
        return near.isEmpty() ? options : Nearest.question(near, "") + " " + options;
    }

    private void refuse(String code, String name, String what, String remedy) {
        problems.add(new Problem(code, "memo-agent option \"" + name + "\"", what, remedy));
    }
}
