package org.tlssunset.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;

/**
 * What is said on standard error: sentences for people, or with {@code --log-format json} objects
 * for collectors.
 */
record StandardError(PrintWriter err) {

  /** The forms that {@code --log-format} takes. */
  enum Format {
    text,
    json
  }

  static final String OPTION = "--log-format";

  /**
   * Standard error in the form that a command line asks for. Looked up before the command line is
   * parsed: what is wrong with it is said in that form, too.
   */
  static PrintWriter as(Format format, PrintWriter err) {
    return format == Format.json ? new JsonLines(err, Clock.systemUTC()) : err;
  }

  static Format asked(String... arguments) {
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

  /** Something about a file that was read, or could not be. */
  void problem(String file, String reason) {
    if (err instanceof JsonLines json) {
      json.write("WARN", null, reason, file);
    } else {
      err.println(file + ": " + reason);
    }
  }

  void warning(String message) {
    line("WARN", message);
  }

  /** What was done, or was found to be so. */
  void told(String message) {
    line("INFO", message);
  }

  private void line(String level, String message) {
    if (err instanceof JsonLines json) {
      json.write(level, null, message, null);
    } else {
      err.println(message);
    }
  }

  /** How far a step is. */
  void progress(String step, String message) {
    if (err instanceof JsonLines json) {
      json.write("INFO", step, message, null);
    } else {
      err.println(step + ": " + message);
      err.flush();
    }
  }

  /** What a command failed with. */
  void error(String sentence) {
    if (err instanceof JsonLines json) {
      json.write("ERROR", null, sentence, null);
    } else {
      err.println("tls-sunset: " + sentence);
    }
  }

  /** Where a failure came from, for whoever asked to be told. */
  void trace(Throwable failure) {
    if (err instanceof JsonLines json) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      json.write("ERROR", null, trace.toString(), null);
    } else {
      failure.printStackTrace(err);
    }
  }
}
