// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rules 3 and 5: one importer per library, and no logging but the JDK's System.Logger. Confined to one thread. */
class LibrariesTest {
    @Test
    void libraryIsImportedOnlyWhereItBelongs() {
        rule("dev.memo").check(BuildModule.mainClasses(BuildModule.PUBLISHED));
    }

    @Test
    void kryoOutsideTheCodecIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "region.ImportsKryo");
    }

    @Test
    void byteBuddyWhereNoBytecodeIsMadeIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "region.ImportsByteBuddy");
    }

    @Test
    void jdbcOutsideTheDiskTierIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "region.ImportsJdbc");
    }

    @Test
    void loggingLibraryIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "region.ImportsLogging");
    }

    @Test
    void libraryInTheClassThatTheJvmStartsIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "agent.boot.ImportsEngine");
    }

    @Test
    void libraryInTheClassThatMovesToJavaLangIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "agent.MemoDispatch");
    }

    private static ArchRule rule(String root) {
        return CompositeArchRule.of(only(root, "com.esotericsoftware..", ".codec"))
                .and(only(root, "net.bytebuddy..", ".link", ".proxy", ".method", ".agent.weave"))
                .and(only(root, "java.sql..", ".sqlite"))
                .and(only(root, "org.sqlite..", ".sqlite"))
                .and(only(root, "picocli..", ".sqlite.cli"))
                .and(only(root, "reactor..", ".reactor"))
                .and(only(root, "io.smallrye..", ".mutiny"))
                .and(only(root, "kotlin..", ".kotlin"))
                .and(only(root, "kotlinx..", ".kotlin"))
                .and(only(root, "java.util.logging.."))
                .and(only(root, "org.slf4j.."))
                .and(only(root, "org.apache.."))
                .and(bootAlone(root))
                .and(dispatchAlone(root));
    }

    private static ArchRule only(String root, String library, String... packages) {
        String[] importers = Arrays.stream(packages).map(name -> root + name).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(importers)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    /** The application's class loader sees these classes: they must need nothing that is hidden from it. */
    private static ArchRule bootAlone(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".agent.boot")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", root + ".agent.boot")
                .allowEmptyShould(true);
    }

    /** This class is renamed and defined in {@code java.lang}, where only the JDK is seen. */
    private static ArchRule dispatchAlone(String root) {
        String dispatch = root + ".agent.MemoDispatch";
        return noClasses()
                .that()
                .haveFullyQualifiedName(dispatch)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are not the JDK's",
                        type -> !type.getPackageName().startsWith("java.")
                                && !type.getBaseComponentType().isPrimitive()
                                && !type.getName().equals(dispatch)))
                .allowEmptyShould(true);
    }
}
