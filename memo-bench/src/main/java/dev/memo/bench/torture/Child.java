// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

/** A JVM in which one scenario is played against one peer. Confined to one thread. */
final class Child {
    private Child() {}

    /**
     * Plays, prints the outcome, and ends even if threads hang.
     *
     * @param args scenario, peer, limit in milliseconds
     */
    public static void main(String[] args) throws InterruptedException {
        Torment torment = Torment.valueOf(args[0]);
        Contestant contestant = Contestant.valueOf(args[1]);
        Outcome outcome = torment.isPossibleHere()
                ? new Watchdog(Long.parseLong(args[2])).play(torment.scenario(), contestant.opening())
                : torment.impossible();
        System.out.println(outcome.line());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
