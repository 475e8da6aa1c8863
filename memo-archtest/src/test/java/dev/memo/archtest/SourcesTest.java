// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of all Java files, tests included: size, licence, comments. Confined to one thread. */
class SourcesTest {
    private static final int LINES_OF_ANY_FILE = 400;
    private static final int LINES_OF_MOST_FILES = 250;
    private static final int LINES_OF_A_METHOD = 30;

    private static final List<SourceFile> ALL =
            read(Arrays.stream(BuildModule.values()).map(BuildModule::sources).flatMap(Collection::stream));

    private static final List<SourceFile> MAIN =
            read(BuildModule.PUBLISHED.stream().map(BuildModule::mainSources).flatMap(Collection::stream));

    private static final SourceFile BAD = SourceScanner.scan("Bad.java", badSource());

    @Test
    void everyFileStartsWithItsLicence() {
        assertThat(ALL)
                .filteredOn(file -> !file.startsWithLicence())
                .extracting(SourceFile::name)
                .isEmpty();
        assertThat(BAD.startsWithLicence()).isFalse();
    }

    @Test
    void noFileIsLong() {
        assertThat(namesOf(longerThan(LINES_OF_ANY_FILE, ALL))).isEmpty();
        assertThat(longerThan(1, List.of(BAD))).containsExactly(BAD);
    }

    @Test
    void nineOfTenFilesAreShort() {
        List<SourceFile> rather = longerThan(LINES_OF_MOST_FILES, ALL);

        assertThat(rather.size() * 10)
                .as(
                        "ten times the files over %d lines, of %d files: %s",
                        LINES_OF_MOST_FILES, ALL.size(), namesOf(rather))
                .isLessThanOrEqualTo(ALL.size());
    }

    @Test
    void halfOfTheFilesAreVeryShort() {
        assertThat(longerThan(99, ALL).size() * 2).isLessThanOrEqualTo(ALL.size());
    }

    @Test
    void methodsAreShort() {
        assertThat(methodsOf(ALL))
                .filteredOn(SourcesTest::isLong)
                .extracting(MethodShape::where)
                .isEmpty();
        assertThat(BAD.methods()).filteredOn(SourcesTest::isLong).hasSize(1);
    }

    @Test
    void methodsTakeFewParameters() {
        assertThat(methodsOf(MAIN))
                .filteredOn(MethodShape::takesTooMuch)
                .extracting(MethodShape::where)
                .isEmpty();
        assertThat(BAD.methods()).filteredOn(MethodShape::takesTooMuch).hasSize(2);
    }

    @Test
    void everyTypeSaysWhatItIs() {
        assertThat(MAIN).flatExtracting(SourceFile::undocumentedTypes).isEmpty();
        assertThat(BAD.undocumentedTypes()).containsExactly("Bad.java: Bad");
    }

    @Test
    void suppressionHasAReason() {
        assertThat(ALL).flatExtracting(SourceFile::suppressionsWithoutReason).isEmpty();
        assertThat(BAD.suppressionsWithoutReason()).containsExactly("Bad.java:1");
    }

    private static boolean isLong(MethodShape method) {
        return method.lines() >= LINES_OF_A_METHOD;
    }

    private static List<SourceFile> longerThan(int lines, List<SourceFile> files) {
        return files.stream().filter(file -> file.lines().size() > lines).toList();
    }

    private static List<String> namesOf(List<SourceFile> files) {
        return files.stream()
                .map(file -> file.name() + " (" + file.lines().size() + ")")
                .toList();
    }

    private static List<MethodShape> methodsOf(List<SourceFile> files) {
        return files.stream().flatMap(file -> file.methods().stream()).toList();
    }

    private static List<SourceFile> read(Stream<Path> files) {
        return files.map(SourcesTest::read).toList();
    }

    private static SourceFile read(Path file) {
        try {
            return SourceScanner.scan(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String badSource() {
        return "@SuppressWarnings(\"unused\")\n"
                + """
                class Bad {
                    Bad(int a, int b, int c, int d, int e, int f, int g) {}

                    void takes(int a, int b, int c, int d, int e) {}

                    @Override
                    public void mustTake(int a, int b, int c, int d, int e) {}

                    void isLong() {
                """
                + "        System.gc();\n".repeat(LINES_OF_A_METHOD - 2)
                + "    }\n}\n";
    }
}
