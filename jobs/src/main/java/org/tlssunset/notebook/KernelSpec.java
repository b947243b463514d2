package org.tlssunset.notebook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.UsageException;

/**
 * What tells Jupyter how the kernel is started: the folder {@code kernels/tls-sunset} with its file
 * {@code kernel.json}.
 */
public final class KernelSpec {

  private static final String NAME = "tls-sunset";

  private KernelSpec() {}

  /**
   * The folder of Jupyter's data: below a prefix, where one is given ({@code share/jupyter}), else
   * that of the environment ({@code JUPYTER_DATA_DIR}), else the user's own.
   *
   * @throws UsageException if the user has no home
   */
  public static Path dataFolder(
      @Nullable String prefix, Map<String, String> environment, @Nullable String home) {
    if (prefix != null) {
      return Path.of(prefix, "share", "jupyter");
    }
    String given = environment.get("JUPYTER_DATA_DIR");
    if (given != null && !given.isBlank()) {
      return Path.of(given);
    }
    String data = environment.get("XDG_DATA_HOME");
    if (data != null && !data.isBlank()) {
      return Path.of(data, "jupyter");
    }
    if (home == null || home.isBlank()) {
      throw new UsageException("this user has no home folder: say where with --prefix");
    }
    return Path.of(home, ".local", "share", "jupyter");
  }

  /**
   * Writes it, over one that is there.
   *
   * @param command starts the kernel; {@code {connection_file}} stands for the file that Jupyter
   *     writes
   * @return the file
   */
  public static Path write(Path dataFolder, List<String> command) throws IOException {
    Path folder = Files.createDirectories(dataFolder.resolve("kernels").resolve(NAME));
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeArrayFieldStart("argv");
      for (String word : command) {
        json.writeString(word);
      }
      json.writeEndArray();
      json.writeStringField("display_name", "tls-sunset (SQL)");
      json.writeStringField("language", "sql");
      json.writeStringField("interrupt_mode", "message");
      json.writeEndObject();
    }
    return Files.writeString(folder.resolve("kernel.json"), text + "\n");
  }
}
