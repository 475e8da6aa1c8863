// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** Rule 1: no package cycles anywhere. Confined to one thread. */
class CyclesTest {
    @Test
    void packagesHaveNoCycles() {
        rule("dev.memo").check(BuildModule.mainClasses(BuildModule.PUBLISHED));
    }

    @Test
    void cycleIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT + ".circle"), "circle.one.There");
    }

    private static ArchRule rule(String root) {
        return slices().assignedFrom(new PackagesOf(root))
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    private record PackagesOf(String root) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return (type.getPackageName() + ".").startsWith(root + ".")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package of " + root;
        }
    }
}
