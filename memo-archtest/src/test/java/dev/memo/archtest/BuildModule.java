// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A module of the build: where its sources and its classes are. Immutable. */
enum BuildModule {
    ANNOTATIONS("memo-annotations"),
    CORE("memo-core"),
    TESTKIT("memo-testkit"),
    SQLITE("memo-sqlite"),
    AGENT("memo-agent"),
    REACTOR("memo-reactor"),
    MUTINY("memo-mutiny"),
    KOTLIN("memo-kotlin"),
    BENCH("memo-bench"),
    STRESS("memo-stress"),
    FUZZ("memo-fuzz"),
    EXAMPLES("examples"),
    ARCHTEST("memo-archtest");

    /** The modules that are published. */
    static final List<BuildModule> PUBLISHED =
            List.of(ANNOTATIONS, CORE, TESTKIT, SQLITE, AGENT, REACTOR, MUTINY, KOTLIN);

    private static final Pattern GENERATED = Pattern.compile(".*_jcstress(\\$\\w+)?\\.class");

    private final Path folder;

    /** Surefire and failsafe say in {@code basedir} where this module is; the others are beside it. */
    BuildModule(String folder) {
        this.folder =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling(folder);
    }

    /** The classes of the given modules, without those of their tests. */
    static JavaClasses mainClasses(Collection<BuildModule> modules) {
        return importFrom(modules.stream().map(module -> module.folder.resolve("target/classes")));
    }

    /** The classes of all modules and of their tests, without those planted to break a rule. */
    static JavaClasses allClasses() {
        return importFrom(Arrays.stream(values())
                .flatMap(module ->
                        Stream.of("target/classes", "target/test-classes").map(module.folder::resolve)));
    }

    /** The classes planted to break a rule. */
    static JavaClasses planted() {
        return new ClassFileImporter().importPackages(Planted.ROOT);
    }

    /** The Java files of this module's main code. */
    List<Path> mainSources() {
        return sources(folder.resolve("src/main/java"));
    }

    /** The Java files of this module, tests included. */
    List<Path> sources() {
        return sources(folder.resolve("src"));
    }

    private static JavaClasses importFrom(Stream<Path> folders) {
        return new ClassFileImporter()
                .withImportOption(BuildModule::isNotPlanted)
                .withImportOption(BuildModule::isNotGenerated)
                .importPaths(folders.filter(Files::isDirectory).toList());
    }

    private static boolean isNotPlanted(Location location) {
        return !location.contains("/dev/memo/archtest/planted/");
    }

    /** What jcstress makes of a stress test, which sleeps. */
    private static boolean isNotGenerated(Location location) {
        return !location.matches(GENERATED);
    }

    private static List<Path> sources(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/archtest/planted/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
