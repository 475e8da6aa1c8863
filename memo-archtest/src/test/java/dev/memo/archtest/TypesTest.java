// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules 4 and 6: how types are named, how far they are seen, and who may extend them. Confined to one thread. */
class TypesTest {
    /** Public although no other package names them: loaded by name, called by generated code, or turned into a class of {@code java.lang}. */
    private static final Set<String> ENTERED_BY_NAME = Set.of(
            "dev.memo.agent.MemoDispatch",
            "dev.memo.agent.AgentStart",
            "dev.memo.key.Parts",
            "dev.memo.sqlite.SqliteStoreProvider",
            "dev.memo.sqlite.cli.StoreCommand");

    /** Open to the classes that Memo generates for the arguments of a method. */
    private static final Set<String> EXTENDED_BY_GENERATED =
            Set.of("dev.memo.region.Entry", "dev.memo.region.StampedEntry");

    @Test
    void namesSayWhatATypeIs() {
        names().check(BuildModule.allClasses());
    }

    @Test
    void nameThatSaysNothingIsFound() {
        Planted.assertFoundBy(names(), "region.KeyHelper");
        Planted.assertFoundBy(names(), "region.AbstractRegion");
    }

    @Test
    void publicTypesOutsideExportedPackagesAreClosed() {
        closed("dev.memo").check(BuildModule.mainClasses(BuildModule.PUBLISHED));
    }

    @Test
    void openPublicTypeIsFound() {
        Planted.assertFoundBy(closed(Planted.ROOT), "region.OpenToAll");
    }

    @Test
    void publicTypesOutsideExportedPackagesAreNeededElsewhere() {
        needed("dev.memo").check(BuildModule.mainClasses(BuildModule.PUBLISHED));
    }

    @Test
    void publicTypeThatNobodyElseNeedsIsFound() {
        Planted.assertFoundBy(needed(Planted.ROOT), "region.OpenToAll");
    }

    private static ArchRule names() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Abstract)(?![a-z]).*")
                .allowEmptyShould(true);
    }

    private static ArchRule closed(String root) {
        DescribedPredicate<JavaClass> closed = DescribedPredicate.describe(
                "final, sealed, records, enums or interfaces",
                type -> type.isInterface()
                        || type.isEnum()
                        || type.getModifiers().contains(JavaModifier.FINAL)
                        || Sealed.is(type)
                        || EXTENDED_BY_GENERATED.contains(type.getName()));
        return classes().that(arePublicInside(root)).should(be(closed)).allowEmptyShould(true);
    }

    private static ArchRule needed(String root) {
        DescribedPredicate<JavaClass> needed = DescribedPredicate.describe(
                "package-private, since no other package uses them",
                type -> ENTERED_BY_NAME.contains(type.getName()) || isUsedElsewhere(type) || isPassedOn(type));
        return classes()
                .that(arePublicInside(root))
                .and()
                .areTopLevelClasses()
                .should(be(needed))
                .allowEmptyShould(true);
    }

    private static boolean isUsedElsewhere(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .anyMatch(user -> !user.getPackageName().equals(type.getPackageName()));
    }

    /** Whether another package calls what takes or returns it, without a word of its name. */
    private static boolean isPassedOn(JavaClass type) {
        return Stream.of(
                        type.getMethodsWithReturnTypeOfSelf(),
                        type.getMethodsWithParameterTypeOfSelf(),
                        type.getConstructorsWithParameterTypeOfSelf())
                .flatMap(Set::stream)
                .flatMap(called -> called.getAccessesToSelf().stream())
                .anyMatch(call -> !call.getOriginOwner().getPackageName().equals(type.getPackageName()));
    }

    private static DescribedPredicate<JavaClass> arePublicInside(String root) {
        Set<String> exported = Set.of(root, root + ".spi", root + ".annotation", root + ".testkit");
        return DescribedPredicate.describe(
                "are public outside exported packages",
                type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && type.getPackageName().startsWith(root)
                        && !type.getPackageName().equals(root + ".agent.boot")
                        && !exported.contains(type.getPackageName()));
    }
}
