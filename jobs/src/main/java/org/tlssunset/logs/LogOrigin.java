package org.tlssunset.logs;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a log from where it lies.
 *
 * @param path of its file, with its entry behind it in a zip archive; empty if it has none
 * @param server the server's name as the path tells it; null if it does not
 * @param charset in which its names are written; ASCII's bytes are ASCII there
 */
public record LogOrigin(String path, @Nullable String server, Charset charset) {

  /** Of a log of which nothing is known. */
  public static final LogOrigin UNKNOWN = new LogOrigin("", null, StandardCharsets.UTF_8);

  /** The same log, of that server. */
  public LogOrigin withServer(@Nullable String name) {
    return new LogOrigin(path, name, charset);
  }
}
