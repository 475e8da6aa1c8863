// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Rule 2: the vocabulary holds interfaces, records, enums, annotations and exceptions only. Confined to one thread. */
class VocabularyTest {
    private static final DescribedPredicate<JavaClass> WORDS = DescribedPredicate.describe(
            "interfaces, records, enums, annotations or exceptions",
            type -> type.isInterface()
                    || type.isRecord()
                    || type.isAssignableTo(Enum.class)
                    || type.isAssignableTo(Throwable.class));

    @Test
    void vocabularyHoldsOnlyWords() {
        rule("dev.memo").check(BuildModule.mainClasses(BuildModule.PUBLISHED));
    }

    @Test
    void classInTheVocabularyIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "spi.DoesSomething");
    }

    private static ArchRule rule(String root) {
        return classes()
                .that()
                .resideInAnyPackage(root + ".spi..", root + ".annotation..")
                .should(be(WORDS))
                .allowEmptyShould(true);
    }
}
