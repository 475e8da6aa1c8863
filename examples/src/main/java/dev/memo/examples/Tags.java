// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;

/**
 * Drops the results of several methods together, by what their arguments and results are about.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.Tags}. Confined to one thread.
 */
public final class Tags {
    private static int loads;

    private Tags() {}

    /** A customer of a country. */
    public record Customer(long id, String country) {}

    /** Changes what results are about, and says what was computed again. */
    public static void main(String[] args) {
        System.out.println("loads after " + all() + ": " + loads);
        System.out.println("loads after " + all() + ": " + loads + ", all is remembered");

        changeTaxes("FR");
        System.out.println("loads after " + all() + ": " + loads + ", with what is about France computed again");

        Memo.runtime().invalidateTag("customer:2");
        System.out.println("loads after " + all() + ": " + loads + ", with customer 2 loaded again");
    }

    private static String all() {
        return customer(1) + ", " + customer(2) + ", " + taxes("FR") + ", " + taxes("DE");
    }

    @Cached(tags = {"customer:{id}", "country:{result.country}"})
    private static Customer customer(long id) {
        loads++;
        return new Customer(id, id == 1 ? "FR" : "DE");
    }

    @Cached(tags = "country:{country}")
    private static int taxes(String country) {
        loads++;
        return country.equals("FR") ? 20 : 19;
    }

    @Invalidates(tags = "country:{country}")
    private static void changeTaxes(String country) {
        System.out.println("taxes of " + country + " change");
    }
}
