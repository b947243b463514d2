package org.tlssunset.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
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

  /** Writes a configuration file with the settings. */
  Path configuration(Path file) throws IOException {
    // Not all stores keep the times of what is copied there: all files are new, and yet complete.
    StringBuilder text =
        new StringBuilder("tls-sunset { ingest { settled-after = 0s }, hadoop {\n");
    settings.forEach((key, value) -> text.append("\"%s\" = \"%s\"\n".formatted(key, value)));
    Files.writeString(file, text.append("} }\n"));
    // It may hold secrets.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /**
   * Puts local files to the same paths of the store.
   *
   * @param names a regular expression of the names of those that are wanted
   */
  void upload(Path folder, String names) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    try (FileSystem store = open()) {
      for (Path file : files) {
        if (file.getFileName().toString().matches(names)) {
          try (OutputStream out = store.create(path(file.toString()), true)) {
            Files.copy(file, out);
          }
        }
      }
    }
  }

  /** Writes a file, or replaces it. */
  void write(String file, byte[] bytes) throws IOException {
    try (FileSystem store = open();
        OutputStream out = store.create(path(file), true)) {
      out.write(bytes);
    }
  }

  /** A file's text. */
  String text(String file) throws IOException {
    try (FileSystem store = open();
        InputStream in = store.open(path(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The names in a folder. */
  List<String> names(String folder) throws IOException {
    try (FileSystem store = open()) {
      return Arrays.stream(store.listStatus(path(folder)))
          .map(status -> status.getPath().getName())
          .toList();
    }
  }

  private org.apache.hadoop.fs.Path path(String local) {
    return new org.apache.hadoop.fs.Path(root + local);
  }

  /** Not the one that Hadoop keeps: commands are to open the store by themselves. */
  private FileSystem open() throws IOException {
    Configuration configuration = new Configuration();
    settings.forEach(configuration::set);
    return FileSystem.newInstance(URI.create(root + "/"), configuration);
  }
}
