package org.tlssunset.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tlssunset.console.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code prepare}: the usual commands on a small demo, in one process, so that the launcher can
 * keep ready what they load. What they say goes nowhere.
 */
@Command(name = "prepare", hidden = true)
final class PrepareCommand implements Callable<Integer> {

  @Option(names = "--dir", required = true)
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    String demo = folder.resolve("demo").toString();
    String archive = folder.resolve("demo/archive").toString();
    String warehouse = folder.resolve("demo/warehouse").toString();
    int first = run("demo", "--days", "2", "--dir", demo);
    String config = folder.resolve("demo").resolve(DemoConfiguration.NAME).toString();
    run("nightly", "--archive", archive, "--warehouse", warehouse, "--config", config);
    run(
        "sql",
        "--warehouse",
        warehouse,
        "-e",
        "SELECT client, sum(requests) FROM client_protocol WHERE requests > 1 GROUP BY client"
            + " ORDER BY 2 DESC LIMIT 5");
    run("status", "--warehouse", warehouse, "--archive", archive);
    return first == ExitCode.DONE ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static int run(String... arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return TlsSunset.run(nowhere, nowhere, arguments);
  }
}
