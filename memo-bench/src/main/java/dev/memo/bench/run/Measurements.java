// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** Turns what JMH returns into measurements. Stateless. */
final class Measurements {
    private static final String BYTES_PER_CALL = "gc.alloc.rate.norm";

    private Measurements() {}

    static List<Measurement> of(Collection<RunResult> results) {
        List<Measurement> measurements = new ArrayList<>();
        for (RunResult result : results) {
            String[] name = result.getParams().getBenchmark().split("\\.", -1);
            String work = name[name.length - 2];
            String peer = name[name.length - 1] + parameters(result.getParams());
            measurements.add(new Measurement(
                    work,
                    peer,
                    "ns",
                    values(result, iteration -> iteration.getPrimaryResult().getScore())));
            measurements.add(new Measurement(work, peer, "B", values(result, Measurements::bytes)));
        }
        return measurements;
    }

    private static double bytes(IterationResult iteration) {
        return requireNonNull(iteration.getSecondaryResults().get(BYTES_PER_CALL))
                .getScore();
    }

    private static String parameters(BenchmarkParams parameters) {
        StringBuilder text = new StringBuilder();
        for (String name : parameters.getParamsKeys()) {
            text.append(' ').append(parameters.getParam(name));
        }
        return text.toString();
    }

    private static List<Double> values(RunResult result, ToDoubleFunction<IterationResult> value) {
        List<Double> values = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            fork.getIterationResults().forEach(iteration -> values.add(value.applyAsDouble(iteration)));
        }
        return values;
    }
}
