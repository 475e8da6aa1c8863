// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 1: each stage imports only stages below it, and nothing imports the facade. Confined to one thread. */
class LayersTest {
    /** From the top to the bottom; the facade is the root package itself. */
    private static final List<String> STAGES = List.of(
            "",
            ".proxy",
            ".link",
            ".cache",
            ".method",
            ".key",
            ".region",
            ".store",
            ".snapshot",
            ".frame",
            ".codec",
            ".spi",
            ".annotation");

    @Test
    void stageImportsOnlyStagesBelowIt() {
        rule("dev.memo").check(BuildModule.mainClasses(List.of(BuildModule.ANNOTATIONS, BuildModule.CORE)));
    }

    @Test
    void importOfAHigherStageIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "region.ImportsHigherStage");
    }

    @Test
    void importOfTheFacadeIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "region.ImportsFacade");
    }

    @Test
    void packageThatIsNoStageIsFound() {
        Planted.assertFoundBy(rule(Planted.ROOT), "unheard.NoStage");
    }

    private static ArchRule rule(String root) {
        return classes().should(new ImportOnlyBelow(root)).allowEmptyShould(true);
    }

    private static final class ImportOnlyBelow extends ArchCondition<JavaClass> {
        private final String root;

        ImportOnlyBelow(String root) {
            super("import only stages below their own, in the order " + STAGES);
            this.root = root;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            int own = stageOf(type);
            if (own < 0) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is in a package that is no stage"));
                return;
            }
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isAbove(own, dependency.getTargetClass()))
                    .map(Dependency::getDescription)
                    .forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
        }

        private boolean isAbove(int own, JavaClass target) {
            boolean ours = (target.getPackageName() + ".").startsWith(root + ".");
            return ours && stageOf(target) < own;
        }

        private int stageOf(JavaClass type) {
            String name = type.getPackageName();
            return name.startsWith(root) ? STAGES.indexOf(name.substring(root.length())) : -1;
        }
    }
}
