// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class files of a class path: folders, jars, and what manifests name. */
class ClassPathTest {
    private final String original = System.getProperty("java.class.path", "");

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        System.setProperty("java.class.path", original);
        System.clearProperty("jdk.module.path");
    }

    private Path jar(String name, String classPath, String... entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
                jar.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static Map<String, String> read(ClassPath path) {
        Map<String, String> found = new LinkedHashMap<>();
        path.forEach((name, content) -> found.put(name, new String(content.read(), StandardCharsets.UTF_8)));
        return found;
    }

    @Test
    void foldersAndJarsAreRead() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/a/b"));
        Files.writeString(classes.resolve("C.class"), "c");
        Files.writeString(classes.resolve("c.properties"), "no class");
        Path jar = jar(
                "x.jar", "", "d/E.class", "module-info.class", "META-INF/versions/9/d/E.class", "d/package-info.class");

        ClassPath path = new ClassPath(List.of(folder.resolve("classes"), jar, folder.resolve("missing")));

        assertThat(read(path)).isEqualTo(Map.of("a/b/C", "c", "d/E", "d/E.class"));
        assertThat(path.names()).containsExactly("a.b.C", "d.E");
    }

    @Test
    void jarsThatManifestsNameAreReadOnce() throws IOException {
        Path main = jar("main.jar", "lib.jar missing.jar main.jar", "Main.class");
        Files.move(jar("l.jar", "main.jar", "Lib.class"), folder.resolve("lib.jar"));
        System.setProperty("java.class.path", main.toString());

        assertThat(ClassPath.ofThisJvm().names()).containsExactly("Main", "Lib");
    }

    @Test
    void entryThatIsNoJarIsPassedOver() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
        Path good = jar("good.jar", "", "Good.class");

        assertThat(new ClassPath(List.of(broken, good)).names()).containsExactly("Good");
    }

    @Test
    void modulePathIsReadToo() throws IOException {
        Path mods = Files.createDirectories(folder.resolve("mods"));
        Files.move(jar("m.jar", "", "a/M.class"), mods.resolve("m.jar"));
        System.setProperty("java.class.path", "");
        System.setProperty("jdk.module.path", mods.toString());

        assertThat(ClassPath.ofThisJvm().names()).containsExactly("a.M");
    }
}
