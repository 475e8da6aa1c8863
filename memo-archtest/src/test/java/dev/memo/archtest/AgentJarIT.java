// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent's jar holds what it needs, where it belongs, and nothing else. Confined to one thread. */
class AgentJarIT {
    private static final String INSIDE = "memo-inst/";
    private static final String DATA = ".classdata";
    private static final String NATIVE = INSIDE + "org/sqlite/native/";

    /** What says which store there is, and how sqlite-jdbc learns its own version. */
    private static final Set<String> OF_STORES =
            Set.of(INSIDE + "META-INF/services/dev.memo.spi.StoreProvider", INSIDE + "sqlite-jdbc.properties");

    /** Loaded only where SLF4J is found, which the agent's loader does not find. */
    private static final String LOGS_TO_SLF4J = INSIDE + "org/sqlite/util/LoggerFactory$SLF4JLogger" + DATA;

    private JarFile jar;
    private Set<String> names;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(System.getProperty("memo.agent.jar"));
        names = jar.stream().map(JarEntry::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void rootHoldsOnlyTheManifestAndTheDoor() {
        assertThat(names)
                .filteredOn(name -> !name.startsWith(INSIDE))
                .contains("META-INF/MANIFEST.MF", "dev/memo/agent/boot/Premain.class")
                .allMatch(name ->
                        name.equals("META-INF/MANIFEST.MF") || name.matches("dev/memo/agent/boot/[^/]+\\.class"));
    }

    @Test
    void insideHoldsOnlyRelocatedClassesLicencesAndSqlite() {
        assertThat(names)
                .filteredOn(name -> name.startsWith(INSIDE))
                .filteredOn(name -> !name.startsWith(INSIDE + "dev/memo/") && !name.startsWith(INSIDE + "licenses/"))
                .allMatch(name -> name.startsWith(INSIDE + "org/sqlite/") || OF_STORES.contains(name))
                .containsAll(OF_STORES);
        assertThat(names)
                .noneMatch(name -> name.endsWith(".class") && name.startsWith(INSIDE))
                .noneMatch(name -> name.contains("module-info"))
                .contains(
                        INSIDE + "licenses/byte-buddy/NOTICE",
                        INSIDE + "licenses/kryo/LICENSE",
                        INSIDE + "licenses/sqlite-jdbc/LICENSE");
    }

    @Test
    void whatEachStartReadsIsNotCompressedAndAllElseIs() {
        Set<String> later = Set.of("dev/memo/sqlite/", "dev/memo/shaded/kryo/", "dev/memo/shaded/picocli/");
        assertThat(jar.stream()
                        .filter(entry -> entry.getMethod() == ZipEntry.STORED)
                        .map(JarEntry::getName))
                .contains(INSIDE + "dev/memo/region/Region" + DATA, INSIDE + "dev/memo/agent/AgentStart" + DATA)
                .allMatch(name -> name.startsWith(INSIDE + "dev/memo/"))
                .noneMatch(name -> later.stream().anyMatch(folder -> name.startsWith(INSIDE + folder)));
    }

    @Test
    void nativeLibrariesAreThoseOfTheMachinesThatAreSupported() {
        assertThat(names)
                .filteredOn(name -> name.startsWith(NATIVE))
                .extracting(name -> name.substring(NATIVE.length(), name.lastIndexOf('/')))
                .containsExactlyInAnyOrder(
                        "Linux/aarch64",
                        "Linux/x86_64",
                        "Linux-Musl/aarch64",
                        "Linux-Musl/x86_64",
                        "Mac/aarch64",
                        "Mac/x86_64",
                        "Windows/aarch64",
                        "Windows/x86_64");
    }

    @Test
    void manifestNamesTheDoor() throws IOException {
        Attributes attributes = jar.getManifest().getMainAttributes();

        assertThat(List.of("Premain-Class", "Agent-Class", "Main-Class"))
                .allMatch(name -> "dev.memo.agent.boot.Premain".equals(attributes.getValue(name)));
        assertThat(List.of("Can-Retransform-Classes", "Can-Redefine-Classes"))
                .allMatch(name -> "true".equals(attributes.getValue(name)));
        assertThat(attributes.getValue("Multi-Release")).isNull();
        assertThat(attributes.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
    }

    @Test
    void nothingInsideNeedsWhatIsNotInside() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            if (name.endsWith(DATA) && !name.equals(LOGS_TO_SLF4J)) {
                missing.addAll(missing(name));
            }
        }
        assertThat(missing).isEmpty();
    }

    private List<String> missing(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            References references = new References();
            new ClassReader(in).accept(new ClassRemapper(new ClassWriter(0), references), 0);
            return references.found.stream()
                    .filter(type -> !names.contains(INSIDE + type + DATA))
                    .map(type -> name + " needs " + type)
                    .toList();
        }
    }

    /** Collects the types that a class names, but for the JDK's and the annotations for null. */
    private static final class References extends Remapper {
        private final Set<String> found = new TreeSet<>();

        References() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String type) {
            if (!type.matches("(java|javax|jdk|sun|org/jspecify)/.*")) {
                found.add(type);
            }
            return type;
        }
    }
}
