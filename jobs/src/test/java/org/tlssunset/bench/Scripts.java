package org.tlssunset.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The contestants' scripts, in resources. */
final class Scripts {

  private Scripts() {}

  /** A script's text. */
  static String read(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream("/bench/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script's text with each <code>${name}</code> replaced by a file. */
  static String read(String name, Map<String, Path> files) {
    String script = read(name);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      script = script.replace("${" + file.getKey() + "}", file.getValue().toString());
    }
    return script;
  }
}
