package org.tlssunset.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Standard error as a collector of logs wants it: a JSON object on each line. Whatever is printed
 * here as plain text becomes the message of one, line by line.
 */
final class JsonLines extends PrintWriter {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String PROGRAM = "tls-sunset";

  private final PrintWriter err;
  private final Clock clock;

  JsonLines(PrintWriter err, Clock clock) {
    this(new Lines(), err, clock);
  }

  private JsonLines(Lines lines, PrintWriter err, Clock clock) {
    super(lines, true);
    this.err = err;
    this.clock = clock;
    lines.target = this;
  }

  /**
   * Writes one object.
   *
   * @param level as log4j names them: INFO, WARN, ERROR
   * @param logger who says it: the program, or the step that is being done
   * @param file what it is said of; null if of none
   */
  void write(String level, @Nullable String logger, String message, @Nullable String file) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("level", level);
      json.writeStringField("logger", logger == null ? PROGRAM : logger);
      json.writeStringField("message", message);
      if (file != null) {
        json.writeStringField("file", file);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    synchronized (err) {
      err.println(text);
      err.flush();
    }
  }

  /** Plain text, cut into its lines. */
  private static final class Lines extends Writer {

    private final StringBuilder line = new StringBuilder();
    private @Nullable JsonLines target;

    @Override
    public void write(char[] text, int from, int count) {
      for (int i = from; i < from + count; i++) {
        if (text[i] == '\n') {
          end();
        } else if (text[i] != '\r') {
          line.append(text[i]);
        }
      }
    }

    private void end() {
      if (target != null && !line.isEmpty()) {
        target.write("WARN", null, line.toString(), null);
      }
      line.setLength(0);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      end();
    }
  }
}
