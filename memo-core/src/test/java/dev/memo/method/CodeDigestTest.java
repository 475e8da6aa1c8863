// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.codec.CompiledSources;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The digest of a method changes with what it does, and with nothing else. Confined to one thread. */
class CodeDigestTest {
    private static final String PLAIN = "int f(int x) { int rate = x * 3; return rate + 1; }";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "more lines   | ~~ int f(int x) {~ int rate = x * 3;~~ return rate + 1; }",
                "a local name | int f(int x) { int other = x * 3; return other + 1; }",
                "a parameter  | int f(int y) { int rate = y * 3; return rate + 1; }",
                "a neighbour  | String s() { return \"new constant\"; } int f(int x) { int rate = x * 3; return rate + 1; }",
                "annotations  | @Deprecated int f(int x) { int rate = x * 3; return rate + 1; }"
            })
    void whatDoesNotMatterLeavesItAsItWas(String what, String body) {
        assertThat(digest(body.replace('~', '\n')))
                .as(what)
                .isEqualTo(digest(PLAIN))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a constant    | int f(int x) { int rate = x * 4; return rate + 1; }",
                "an operator   | int f(int x) { int rate = x / 3; return rate + 1; }",
                "an order      | int f(int x) { int rate = 3 * x; return rate + 1; }",
                "a call        | int f(int x) { int rate = x * 3; return Math.abs(rate) + 1; }",
                "a handler     | int f(int x) { try { int rate = x * 3; return rate + 1; } catch (RuntimeException e) { return 0; } }"
            })
    void whatMattersChangesIt(String what, String body) {
        assertThat(digest(body)).as(what).isNotEqualTo(digest(PLAIN)).isNotNull();
    }

    @Test
    void bodyOfALambdaCounts() {
        String lambda = "int f(int x) { java.util.function.IntUnaryOperator g = y -> y + 1; return g.applyAsInt(x); }";
        String other = "Runnable r() { return () -> {}; } ";

        assertThat(digest(lambda)).isNotEqualTo(digest(lambda.replace("y + 1", "y + 2")));
        assertThat(digest(other + lambda)).as("another lambda before it").isEqualTo(digest(lambda));
    }

    @Test
    void lambdaInALambdaAndRecursionEnd() {
        String nested =
                "int f(int x) { java.util.function.Supplier<java.util.function.IntSupplier> g = () -> () -> f(x - 1);"
                        + " return x == 0 ? 7 : g.get().getAsInt(); }";

        assertThat(digest(nested)).isNotNull().isNotEqualTo(digest(nested.replace("x - 1", "x - 2")));
    }

    @Test
    void anonymousClassCounts() {
        String anonymous = "int f(int x) { return new Object() { int g() { return x + 1; } }.g(); }";

        assertThat(digest(anonymous)).isNotNull().isNotEqualTo(digest(anonymous.replace("x + 1", "x + 2")));
    }

    @Test
    void constantOfAnEnumInASwitchCounts() {
        String choice = "int f(int x) { switch (java.util.concurrent.TimeUnit.values()[x]) {"
                + " case DAYS: return 1; case HOURS: return 2; default: return 3; } }";

        assertThat(digest(choice)).isNotNull().isNotEqualTo(digest(choice.replace("DAYS", "SECONDS")));
        assertThat(digest(choice)).isEqualTo(digest(choice));
    }

    @Test
    void textsInASwitchCount() {
        String choice = "int f(int x) { switch (\"k\" + x) { case \"k1\": return 1; default: return 3; } }";

        assertThat(digest(choice)).isNotNull().isNotEqualTo(digest(choice.replace("k1", "k2")));
    }

    @Test
    void calleesCountWhereTheirPackageIsNamed() {
        String code = "package app; class Code { int f(int x) { return lib.Rates.g(x); } }";
        String rates = "package lib; public class Rates { public static int g(int x) { return h(x); }"
                + " static int h(int x) { return x == 0 ? g(1) : x; } }";
        CompiledSources old = CompiledSources.of(code, rates);
        CompiledSources changed = CompiledSources.of(code, rates.replace("g(1)", "g(2)"));

        assertThat(digest(old)).isNotNull().isEqualTo(digest(changed));
        assertThat(digest(old, "lib")).isNotEqualTo(digest(changed, "lib")).isNotEqualTo(digest(old));
        assertThat(digest(old, "other")).isEqualTo(digest(changed, "other"));
        assertThat(digest(old, "li")).isEqualTo(digest(changed, "li"));
    }

    @Test
    void calleesOfTheSameClassAndOfThoseInItCount() {
        String caller =
                "int f(int x) { return g(x); } int g(int x) { return h(x); } int h(int x) { return x == 0 ? f(1) : x; }";
        String nested =
                "int f(int x) { return Part.g(x); } static class Part { static int g(int x) { return x + 1; } }";

        assertThat(digest(caller)).isNotNull().isNotEqualTo(digest(caller.replace("f(1)", "f(2)")));
        assertThat(digest(nested)).isNotNull().isNotEqualTo(digest(nested.replace("+ 1", "+ 2")));
    }

    @Test
    void calleesOfNeighbourClassesDoNotCountByThemselves() {
        String code = "package app; class Code { int f(int x) { return CodeParts.g(x); } }";
        String parts = "package app; class CodeParts { static int g(int x) { return x + 1; } }";

        assertThat(digest(CompiledSources.of(code, parts)))
                .isNotNull()
                .isEqualTo(digest(CompiledSources.of(code, parts.replace("+ 1", "+ 2"))));
    }

    @Test
    void inheritedCalleeIsFoundWhereItIsDeclared() {
        String base = "package app; class Base { int g(int x) { return x + 1; } }";
        String code = "package app; class Code extends Base { int f(int x) { return g(x); } }";

        assertThat(digest(CompiledSources.of(base, code), "app"))
                .isNotNull()
                .isNotEqualTo(digest(CompiledSources.of(base.replace("+ 1", "+ 2"), code), "app"));
        assertThat(digest(CompiledSources.of(base, code)))
                .isEqualTo(digest(CompiledSources.of(base.replace("+ 1", "+ 2"), code)));
    }

    @Test
    void methodWithoutABodyHasNone() {
        assertThat(digest("native int f(int x);")).isNull();
        assertThat(digest("int g(int x) { return 1; }")).isNull();
    }

    private static @Nullable String digest(String body, String... packages) {
        return digest(CompiledSources.of("package app; class Code { " + body + " }"), packages);
    }

    private static @Nullable String digest(CompiledSources app, String... packages) {
        byte[] digest = CodeDigest.of(new MethodRef("app.Code", "f", "(I)I"), app::find, List.of(packages));
        return digest == null ? null : HexFormat.of().formatHex(digest);
    }
}
