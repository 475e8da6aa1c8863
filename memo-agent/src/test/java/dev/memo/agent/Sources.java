// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources and makes jars for tests. Stateless. */
final class Sources {
    private Sources() {}

    /** Compiles one source file into {@code folder/classes} and returns that. */
    static Path compile(Path folder, String file, String text, List<Path> libraries) throws IOException {
        Path source = folder.resolve("src").resolve(file);
        Files.createDirectories(source.getParent());
        Files.writeString(source, text);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String path = libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> options = new ArrayList<>(List.of("--release", "17", "-d", classes.toString(), "-proc:none"));
        options.addAll(List.of("-cp", path, "--module-path", path));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null);
                var sources = Files.walk(folder.resolve("src"))) {
            List<Path> all = sources.filter(Files::isRegularFile).toList();
            boolean compiled = javac.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(all))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        return classes;
    }

    /** Makes a jar of class files of the test tree. */
    static Path jar(Path file, Map<String, String> manifest, List<Class<?>> classes) throws IOException {
        Manifest attributes = new Manifest();
        attributes.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.forEach(attributes.getMainAttributes()::putValue);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, attributes)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                Files.copy(Jvm.placeOf(type).resolve(name), jar);
            }
        }
        return file;
    }
}
