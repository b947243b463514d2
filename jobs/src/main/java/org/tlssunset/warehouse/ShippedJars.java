package org.tlssunset.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The jars that executors need and Spark does not have: the job's own, and those in {@code lib}
 * beside it. The build keeps Spark's apart, in {@code spark}.
 */
final class ShippedJars {

  private ShippedJars() {}

  /**
   * The value of {@code spark.jars}. What spark-submit started has its jars already.
   *
   * @param given by the user or by spark-submit, with commas between; may be empty
   * @throws IllegalStateException if the job is not packaged
   */
  static String with(String given) {
    List<String> jars =
        new ArrayList<>(Arrays.stream(given.split(",")).filter(jar -> !jar.isBlank()).toList());
    Set<String> names = jars.stream().map(ShippedJars::name).collect(Collectors.toSet());
    Path own = own();
    if (!names.contains(name(own.toString()))) {
      for (Path jar : packaged(own)) {
        if (names.add(name(jar.toString()))) {
          jars.add(jar.toUri().toString());
        }
      }
    }
    return String.join(",", jars);
  }

  private static String name(String jar) {
    return jar.substring(jar.lastIndexOf('/') + 1);
  }

  private static Path own() {
    try {
      return Path.of(ShippedJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<Path> packaged(Path own) {
    Path lib = own.resolveSibling("lib");
    if (Files.isDirectory(own) || !Files.isDirectory(lib)) {
      throw new IllegalStateException(
          "a cluster's executors need jars, and there are none beside %s: start jobs/tls-sunset, or use spark-submit with --jars"
              .formatted(own));
    }
    Set<Path> jars = new TreeSet<>(Set.of(own));
    try (DirectoryStream<Path> libraries = Files.newDirectoryStream(lib, "*.jar")) {
      libraries.forEach(jars::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jars;
  }
}
