package org.tlssunset.endtoend;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tlssunset.cli.TlsSunset;
import org.tlssunset.warehouse.SharedSpark;

/**
 * A command as a user types it, run in this JVM and on the tests' Spark session.
 *
 * @param out what stood on standard output
 * @param err what stood on standard error
 */
public record Command(int exitCode, String out, String err) {

  /** Runs it. */
  public static Command run(String... arguments) {
    SharedSpark.session();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = TlsSunset.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Command(exitCode, out.toString(), err.toString());
  }

  /** Runs one on a warehouse, with a configuration. */
  public static Command on(Path warehouse, Path configuration, String name, String... arguments) {
    return run(
        Stream.concat(
                Stream.of(
                    name,
                    "--warehouse",
                    warehouse.toString(),
                    "--config",
                    configuration.toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }
}
