package org.tlssunset.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Launcher;
import org.tlssunset.console.Progress;
import org.tlssunset.steps.CsvExport;
import org.tlssunset.steps.ReadingStep;
import org.tlssunset.steps.Rules;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.Steps;
import org.tlssunset.steps.WritableFolder;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.ServerExports;
import org.tlssunset.synthetic.SyntheticArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job on a realistic archive, and its answer. */
@Command(
    name = "demo",
    description = {
      "Write a realistic archive (two servers, two weeks, SMTP and IIS, a proxy), run nightly on it and"
          + " show who still needs TLS 1.0 or 1.1. Takes about half a minute. The proxy is listed in the"
          + " file tls-sunset.conf that it writes beside, which holds over --config."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset demo",
      "  tls-sunset demo --dir ~/tls-demo",
    })
final class DemoCommand implements Callable<Integer> {

  /** Marks a folder that a demo made, and may make anew. */
  private static final String MARK = ".tls-sunset-demo";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      converter = GivenPath.class,
      description =
          "Where everything goes; below the build's output if not given, which not every user may"
              + " write to.")
  private @Nullable String dir;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "How many days of logs; ${DEFAULT-VALUE} if not given.")
  private int days = 14;

  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (days < 1) {
      throw new UsageException("--days must be 1 or more");
    }
    common.check();
    Path folder = folder();
    clear(folder);
    Path exports = folder.resolve("servers");
    Path config = DemoConfiguration.write(folder, exports);
    Configuration configuration = common.configuration(config);
    Path archive = folder.resolve("archive");
    String warehouse = folder.resolve("warehouse").toString();
    RunReport report = new RunReport(spec, warehouse, configuration.rejectedShareAllowed());
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      ArchiveShape shape = ArchiveShape.demo().withDays(days);
      progress.during("writing the archive", () -> SyntheticArchive.write(archive, shape));
      ServerExports.write(exports, shape.firstDay().plusDays(days / 2));
      List<String> paths = List.of(archive.toString());
      ReadingStep reading =
          new ReadingStep(
              paths, ReadingStep.list(configuration, paths, warehouse, progress), false);
      try (Run run =
          Run.making(configuration, warehouse, "demo", Duration.ZERO, progress).telling(report)) {
        run.all(
            Steps.night(
                Rules.of(configuration), reading, new CsvExport(folder.resolve("csv").toString())));
        new NightEnd(spec, configuration, false).tell(run, report, progress);
      }
      next(spec.commandLine().getOut(), archive, warehouse, config);
    }
    // The few damaged lines are meant to be there: a demo that ends as planned is done.
    return ExitCode.DONE;
  }

  private static void next(PrintWriter out, Path archive, String warehouse, Path config) {
    String command = Launcher.command();
    out.println();
    out.println("archive  " + archive);
    out.println("tables   " + warehouse);
    out.println(
        "config   " + config + " (lists the proxy, and the exports of the servers' registries)");
    out.println();
    out.println("Who stops when TLS 1.0 and 1.1 go, and what is wrong with the servers:");
    for (String next : List.of("plan --disable TLS1.0,TLS1.1", "servers")) {
      out.println(
          "  %s %s --warehouse '%s' --config '%s'".formatted(command, next, warehouse, config));
    }
    out.println();
    out.println(
        "What the same logs tell where nobody has listed the proxy, and then again where it is:");
    String night =
        "  %s nightly --archive '%s' --warehouse '%s'".formatted(command, archive, warehouse);
    out.println(night);
    out.println("%s --config '%s'".formatted(night, config));
    out.println();
    out.println("Your own logs:");
    out.println("  %s inspect '%s' | less -S".formatted(command, archive));
    out.println("  %s nightly --archive YOUR-LOGS --warehouse YOUR-TABLES".formatted(command));
    out.println();
    out.println("The page to decide from, in a browser:");
    out.println("  " + config.resolveSibling(DemoConfiguration.REPORT).resolve(NightReport.NAME));
    out.println();
  }

  private Path folder() {
    if (dir != null) {
      return Path.of(dir).toAbsolutePath().normalize();
    }
    Path folder =
        Launcher.target()
            .orElseThrow(() -> new UsageException("--dir is missing: say where the demo may write"))
            .resolve("demo");
    WritableFolder.refuseOther("folder, such as --dir ~/tls-sunset-demo", folder.toString());
    return folder;
  }

  /** Takes away what an earlier demo left, and nothing that anybody else did. */
  private static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    boolean isOwn = Files.exists(folder.resolve(MARK));
    try (Stream<Path> content = Files.list(folder)) {
      if (!isOwn && content.findAny().isPresent()) {
        throw new UsageException(
            "%s is not empty, and no demo made it: choose another --dir".formatted(folder));
      }
    }
    Files.writeString(folder.resolve(MARK), "The folder of a demo, which the next one empties.\n");
    for (String name :
        List.of(
            "archive",
            "servers",
            "warehouse",
            "csv",
            DemoConfiguration.REPORT,
            DemoConfiguration.NAME)) {
      delete(folder.resolve(name));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> below = Files.walk(folder)) {
        for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
