package org.tlssunset.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast tls-sunset is beside the engines that could be used instead. */
@Command(
    name = "tls-sunset bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Race tls-sunset against DuckDB, plain Spark, mawk and wc over a made-up archive.",
      "",
      "All read the same files in turn, again and again, and must come to the same answer. The table goes"
          + " to standard output, with notes on what it does not say; progress goes to standard error."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset bench",
      "  tls-sunset bench --size 200m --runs 3",
      "  tls-sunset bench --json > results.jsonl",
      "  taskset -c 0 jobs/tls-sunset bench --cores 1",
      "  tls-sunset bench --parsers"
    })
final class Bench implements Callable<Integer> {

  @Option(
      names = "--size",
      defaultValue = "4g",
      converter = Size.class,
      paramLabel = "BYTES",
      description = "Roughly how much plain text the archive holds (default: ${DEFAULT-VALUE}).")
  private long size;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "How many threads each contestant gets (default: all cores).")
  private int cores = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--runs",
      defaultValue = "5",
      paramLabel = "N",
      description = "How many times each runs, after warming up (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(names = "--json", description = "Print one JSON object a line, without notes.")
  private boolean json;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where the archive is made, kept for the next time, and results are written (default:"
              + " jobs/target/bench).")
  private @Nullable Path folder;

  @Option(
      names = "--parsers",
      description =
          "Measure the parsers alone, on one core, with JMH; other options but --json are ignored.")
  private boolean parsers;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Bench() {}

  public static void main(String[] arguments) {
    // Spark's threads would keep a failed run alive.
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (parsers) {
      ParserSpeeds.print(out, json);
      return 0;
    }
    if (cores < 1 || runs < 1) {
      throw new ParameterException(spec.commandLine(), "--cores and --runs are at least 1");
    }
    Path target = Path.of(System.getProperty("tls.sunset.target", "target")).toAbsolutePath();
    Path home = folder == null ? target.resolve("bench") : folder.toAbsolutePath();
    tell("making the archive, unless it is there");
    BenchArchive archive = BenchArchive.of(home, size);
    long bytes = archive.bytes();
    tell("%,d bytes of text in %s".formatted(bytes, archive.folder()));
    SparkSession spark =
        SparkSessions.open(
            Map.of(
                "spark.master", "local[" + cores + "]",
                "spark.sql.shuffle.partitions", "" + cores));
    List<Measurement> measurements = new ArrayList<>();
    for (BenchArchive.Packing packing : BenchArchive.Packing.values()) {
      Race race =
          Race.over(
              packing,
              archive,
              spark,
              tables -> emptyWarehouse(spark, tables),
              cores,
              target.resolveSibling("tls-sunset"));
      race.missing().forEach(this::tell);
      measurements.addAll(race.run(runs, true, home, this::tell));
    }
    List<Results.Result> results = Results.of(measurements, bytes);
    if (json) {
      new ResultPrinter(out).json(results);
    } else {
      new ResultPrinter(out).table(results);
    }
    return 0;
  }

  private static Warehouse emptyWarehouse(SparkSession spark, Path folder) {
    Warehouse warehouse = new Warehouse(spark, folder.toString());
    warehouse.createMissing();
    return warehouse;
  }

  private void tell(String what) {
    spec.commandLine().getErr().println("bench: " + what);
  }
}
