package org.tlssunset.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tlssunset.ingest.IngestReport;

/**
 * What is said on standard error: sentences for people, or with {@code --log-format json} objects
 * for collectors.
 */
public record StandardError(PrintWriter err) {

  /** The forms that {@code --log-format} takes. */
  public enum Format {
    text,
    json
  }

  /** The option that asks for a form. */
  public static final String OPTION = "--log-format";

  /**
   * Standard error in the form that a command line asks for. Looked up before the command line is
   * parsed: what is wrong with it is said in that form, too. Names of files and text of logs reach
   * no terminal as they are, see {@link HarmlessText}.
   */
  public static PrintWriter as(Format format, PrintWriter err) {
    return format == Format.json ? new JsonLines(err, Clock.systemUTC()) : HarmlessText.on(err);
  }

  /** The form that a command line asks for; text, unless it names another. */
  public static Format asked(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String value =
          arguments[i].startsWith(OPTION + "=")
              ? arguments[i].substring(OPTION.length() + 1)
              : arguments[i].equals(OPTION) && i + 1 < arguments.length ? arguments[i + 1] : "";
      if (value.equalsIgnoreCase(Format.json.name())) {
        return Format.json;
      }
    }
    return Format.text;
  }

  /**
   * Something about files that were read, or could not be: for people a line, for collectors an
   * object, and one for each example.
   *
   * @param sum how many they are
   * @param end where to look for the others; may be empty
   */
  void problems(String sum, List<IngestReport.Problem> examples, String end) {
    if (err instanceof JsonLines json) {
      json.write("WARN", null, sum + end, null);
      examples.forEach(
          example -> json.write("WARN", null, example.reason(), example.name().sourceFile()));
    } else {
      err.println(
          examples.stream()
              .map(
                  example -> HarmlessText.of(example.name().sourceFile()) + ": " + example.reason())
              .collect(Collectors.joining("; ", sum + ": ", end)));
    }
  }

  /** What somebody should look at, though the run goes on. */
  public void warning(String message) {
    line("WARN", null, message, "");
  }

  /** The same where collectors read it: people see it on standard output. */
  public void collected(String message) {
    if (err instanceof JsonLines json) {
      json.write("WARN", null, message, null);
    }
  }

  /** What was done, or was found to be so. */
  public void told(String message) {
    line("INFO", null, message, "");
  }

  /** How far a step is. */
  void progress(String step, String message) {
    line("INFO", step, message, step + ": ");
    err.flush();
  }

  /** What a command failed with. */
  public void error(String sentence) {
    line("ERROR", null, sentence, "tls-sunset: ");
  }

  /**
   * @param prefix what stands before the message where it is for people
   */
  private void line(String level, @Nullable String step, String message, String prefix) {
    if (err instanceof JsonLines json) {
      json.write(level, step, message, null);
    } else {
      err.println(prefix + message);
    }
  }

  /** Where a failure came from, for whoever asked to be told. */
  public void trace(Throwable failure) {
    if (err instanceof JsonLines json) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      json.write("ERROR", null, trace.toString(), null);
    } else {
      failure.printStackTrace(err);
    }
  }
}
