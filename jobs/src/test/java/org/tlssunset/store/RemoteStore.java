package org.tlssunset.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.tlssunset.endtoend.Command;

/**
 * A store as its user sees it.
 *
 * @param root where it begins: {@code hdfs://host:port} or {@code s3a://bucket}
 * @param settings Hadoop's, to reach it
 */
record RemoteStore(String root, Map<String, String> settings) {

  /** Runs a command with the settings in its configuration file. */
  Command run(Path folder, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config");
    all.add(configuration(folder.resolve("store.conf")).toString());
    return Command.run(all.toArray(String[]::new));
  }

  private Path configuration(Path file) throws IOException {
    StringBuilder text = new StringBuilder("tls-sunset { hadoop {\n");
    settings.forEach((key, value) -> text.append("\"%s\" = \"%s\"\n".formatted(key, value)));
    Files.writeString(file, text.append("} }\n"));
    // It may hold secrets.
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** Puts local files, or some of them, to the same paths of the store. */
  void upload(Path folder, String endings) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (file.getFileName().toString().matches(endings)) {
        write(file.toString(), Files.readAllBytes(file));
      }
    }
  }

  /** Writes a file, or replaces it. */
  void write(String path, byte[] bytes) throws IOException {
    try (OutputStream out = fileSystem().create(new org.apache.hadoop.fs.Path(root + path), true)) {
      out.write(bytes);
    }
  }

  /** A file's text. */
  String text(String path) throws IOException {
    try (var in = fileSystem().open(new org.apache.hadoop.fs.Path(root + path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The names in a folder. */
  List<String> names(String folder) throws IOException {
    FileStatus[] found = fileSystem().listStatus(new org.apache.hadoop.fs.Path(root + folder));
    return Arrays.stream(found).map(status -> status.getPath().getName()).toList();
  }

  private FileSystem fileSystem() throws IOException {
    Configuration configuration = new Configuration();
    settings.forEach(configuration::set);
    return FileSystem.get(URI.create(root + "/"), configuration);
  }
}
