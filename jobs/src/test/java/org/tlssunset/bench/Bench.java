package org.tlssunset.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
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
      "  tls-sunset bench --parsers",
      "  tls-sunset bench --scale",
      "  tls-sunset bench --scale --only cores,days --size 1g --runs 3"
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

  @Option(
      names = "--scale",
      description = {
        "Measure instead how tls-sunset grows, in one table:",
        "cores: the time on one core ÷ on 2 to --cores;",
        "executors: the time on one executor of a cluster ÷ on two, of one core each;",
        "inspect: MB/s of the whole process on one core;",
        "tables: their size ÷ the archive's, in %%;",
        "view: the time of a query of client_observations ÷ of the facts alone;",
        "heap: whether nightly gets through with 1 GB and 512 MB;",
        "small-files: the speed over files of 20 KB ÷ over the same lines as logged;",
        "large-file: the cores that one IIS log of twice --size keeps busy, and MB/s;",
        "days: a new day after 365 others ÷ the same day in empty tables (they take minutes to make, once);",
        "demo: the seconds of nightly on the demonstration's archive."
      })
  private boolean scale;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "With --scale: only these measurements.")
  private List<String> only = List.of();

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
    if (!scale && !only.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--only goes with --scale");
    }
    Path target = Path.of(System.getProperty("tls.sunset.target", "target")).toAbsolutePath();
    Path home = folder == null ? target.resolve("bench") : folder.toAbsolutePath();
    // What a run left that was killed.
    Folders.delete(home.resolve(Ground.RUNS));
    Sessions sessions = new OwnSessions();
    if (scale) {
      measureGrowth(
          new Ground(
              home,
              size,
              cores,
              runs,
              true,
              target.resolveSibling("tls-sunset"),
              sessions,
              this::tell));
      return 0;
    }
    tell("making the archive, unless it is there");
    BenchArchive archive = BenchArchive.of(home, size);
    long bytes = archive.bytes();
    tell("%,d bytes of text in %s".formatted(bytes, archive.folder()));
    SparkSession spark = sessions.with(cores);
    List<Measurement> measurements = new ArrayList<>();
    for (BenchArchive.Packing packing : BenchArchive.Packing.values()) {
      Race race =
          Race.over(
              packing,
              archive,
              spark,
              sessions::emptyWarehouse,
              cores,
              target.resolveSibling("tls-sunset"));
      race.missing().forEach(this::tell);
      measurements.addAll(race.run(runs, true, home.resolve(Ground.RUNS), this::tell));
    }
    List<Results.Result> results = Results.of(measurements, bytes);
    if (json) {
      new ResultPrinter(out).json(results);
    } else {
      new ResultPrinter(out).table(results);
    }
    return 0;
  }

  private void measureGrowth(Ground ground) throws Exception {
    List<Growth> growths;
    try {
      growths = Scale.named(only);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    FigurePrinter printer = new FigurePrinter(spec.commandLine().getOut(), json);
    printer.begin();
    for (Growth growth : growths) {
      for (Figure figure : growth.measure(ground)) {
        printer.print(growth.name(), figure);
      }
    }
    printer.end();
  }

  private void tell(String what) {
    spec.commandLine().getErr().println("bench: " + what);
  }
}
