// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The other tests look at something: a module that has sources has imported classes. Confined to one thread. */
class BuildModulesTest {
    @ParameterizedTest
    @EnumSource(BuildModule.class)
    void moduleWithSourcesHasImportedClasses(BuildModule module) {
        List<Path> types = module.mainSources().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .filter(file -> !file.endsWith("module-info.java"))
                .toList();

        assertThat(BuildModule.mainClasses(List.of(module)).size())
                .as("imported classes of %s, which has %d source files", module, types.size())
                .isGreaterThanOrEqualTo(types.size());
    }
}
