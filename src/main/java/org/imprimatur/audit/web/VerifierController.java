package org.imprimatur.audit.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.imprimatur.log.Launcher;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The verifier alone, a program of one package that needs a JDK and nothing else of ours: who wants to check one badge shall
 * not have to fetch the application for it. The very classes that run here, packed anew.
 */
@RestController
class VerifierController {

    private static final String FOLDER = "org/imprimatur/log";
    private static final MediaType JAR = new MediaType("application", "java-archive");

    private final byte[] jar = jar();

    @GetMapping("/log/verifier.jar")
    ResponseEntity<byte[]> verifier() {
        return ResponseEntity.ok()
                .contentType(JAR)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("verifier.jar").build().toString())
                .cacheControl(CacheControl.noCache())
                .body(jar);
    }

    /** From a folder while it runs from source, from the application's own file where it is packaged. */
    private static byte[] jar() {
        try {
            var place =
                    URI.create(
                            Launcher.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toString());
            var path = Path.of(place);
            if (Files.isDirectory(path)) {
                return packed(path.resolve(FOLDER));
            }
            try (FileSystem application = FileSystems.newFileSystem(path)) {
                return packed(application.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Launcher.class.getName());
        var bytes = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(bytes, manifest);
                var classes = Files.list(folder)) {
            for (var file : classes.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".class")) {
                    out.putNextEntry(new JarEntry(FOLDER + "/" + name));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }
}
