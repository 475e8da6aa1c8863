// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import dev.memo.bench.run.Results;
import java.util.List;
import java.util.Locale;

/**
 * A bar for each peer and JDK: nanoseconds per hit, on a logarithmic scale, as SVG. Its colours are readable on light
 * and on dark. Confined to one thread.
 */
final class Chart {
    private static final String WORK = "WovenHit";
    private static final int WIDTH = 860;
    private static final int LEFT = 190;
    private static final int RIGHT = 90;
    private static final int TOP = 52;
    private static final int BAR = 13;
    private static final int GAP = 12;
    private static final double LEAST = 1;

    private static final String STYLE = """
            <style>
              text { font: 13px -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #7d8590 }
              .title { font-size: 15px; font-weight: 600 }
              .small { font-size: 11px }
              .grid { stroke: #8b949e; stroke-opacity: .35 }
              .peer0 { fill: #8c959f } .peer1 { fill: #afb8c1 }
              .memo0 { fill: #1a7f64 } .memo1 { fill: #3fb68f }
              @media (prefers-color-scheme: light) { text { fill: #424a53 } }
              @media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();
    private final List<Results> runs;
    private final List<String> peers;
    private final double most;

    private Chart(List<Results> runs) {
        this.runs = runs;
        this.peers = Figures.of(WORK, runs).peers().stream()
                .filter(peer -> !peer.equals("key"))
                .toList();
        double largest = peers.stream()
                .flatMapToDouble(peer -> runs.stream().mapToDouble(run -> nanos(run, peer)))
                .filter(nanos -> !Double.isNaN(nanos))
                .max()
                .orElse(10);
        this.most = Math.pow(10, Math.ceil(Math.log10(largest)));
    }

    static String of(List<Results> runs) {
        return new Chart(runs).draw();
    }

    private String draw() {
        int group = runs.size() * BAR + GAP;
        int height = TOP + peers.size() * group + 30;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n",
                WIDTH,
                height,
                WIDTH,
                height));
        svg.append("<title>Time per hit of Memo and its peers</title>\n").append(STYLE);
        text(
                LEFT,
                20,
                "class=\"title\"",
                "Time per hit, price(long) with a ttl, 1,000 keys (logarithmic; shorter is better)");
        legend();
        grid(height - 24);
        for (int i = 0; i < peers.size(); i++) {
            bars(peers.get(i), TOP + i * group);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        for (int i = 0; i < runs.size(); i++) {
            int x = LEFT + i * 90;
            rectangle(x, 29, 10, "memo" + i % 2);
            rectangle(x + 12, 29, 10, "peer" + i % 2);
            text(x + 27, 40, "class=\"small\"", "JDK " + runs.get(i).feature());
        }
    }

    private void grid(int bottom) {
        for (double nanos = LEAST; nanos <= most; nanos *= 10) {
            double x = LEFT + width(nanos);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                    x,
                    TOP - 4,
                    x,
                    bottom - 2));
            text(
                    x,
                    bottom + 12,
                    "class=\"small\" text-anchor=\"middle\"",
                    String.format(Locale.ROOT, "%,.0f ns", nanos));
        }
    }

    private void bars(String peer, int y) {
        String style = peer.equals("memo") ? "memo" : "peer";
        String weight = peer.equals("memo") ? " font-weight=\"600\"" : "";
        text(LEFT - 8, y + runs.size() * BAR / 2.0 + 4, "text-anchor=\"end\"" + weight, Names.of(peer));
        for (int i = 0; i < runs.size(); i++) {
            double nanos = nanos(runs.get(i), peer);
            if (!Double.isNaN(nanos)) {
                rectangle(LEFT, y + i * BAR, width(nanos), style + i % 2);
                text(LEFT + width(nanos) + 5, y + i * BAR + 10, "class=\"small\"", Condition.number(nanos) + " ns");
            }
        }
    }

    private void rectangle(double x, double y, double width, String style) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
                style,
                x,
                y,
                width,
                BAR - 2));
    }

    private void text(double x, double y, String attributes, String content) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>%n", x, y, attributes, content));
    }

    private double width(double nanos) {
        double share = Math.log(Math.max(nanos, LEAST) / LEAST) / Math.log(most / LEAST);
        return share * (WIDTH - LEFT - RIGHT);
    }

    private static double nanos(Results run, String peer) {
        return run.median(WORK, peer, "ns");
    }
}
