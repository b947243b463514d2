package org.tlssunset.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Launcher;
import org.tlssunset.console.Progress;
import org.tlssunset.notebook.Cells;
import org.tlssunset.notebook.KernelSpec;
import org.tlssunset.notebook.SqlKernel;
import org.tlssunset.query.SqlSession;
import org.tlssunset.steps.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code notebook}: the tables in Jupyter's notebooks. */
@Command(
    name = "notebook",
    description = {
      "Ask the tables in Jupyter notebooks: 'install' tells Jupyter of the kernel, which is this"
          + " program. The folder notebooks/ has some to begin with; %%help in a cell says what a cell may hold."
    },
    subcommands = {NotebookCommand.Install.class, NotebookCommand.Kernel.class},
    footer = {
      "",
      "Examples:",
      "  tls-sunset notebook install",
      "  tls-sunset notebook install --warehouse /data/tls",
      "  sudo tls-sunset notebook install --prefix /usr/local --warehouse /data/tls",
    })
final class NotebookCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what: 'notebook install' tells Jupyter of the kernel");
  }

  /** {@code notebook install}. */
  @Command(
      name = "install",
      description = {
        "Tell Jupyter of the kernel, for this user or, with --prefix, for all. Nothing else is"
            + " installed: Jupyter itself comes from elsewhere, for instance apt install jupyter-notebook."
      })
  static final class Install implements Callable<Integer> {

    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        converter = GivenPath.class,
        description =
            "Where Jupyter is installed: /usr/local, or a virtual environment of Python's.")
    private @Nullable String prefix;

    @Option(
        names = "--warehouse",
        paramLabel = "PATH",
        converter = GivenPath.class,
        description =
            "The folder of the tables of notebooks that name none; one names it with %%warehouse"
                + " PATH.")
    private @Nullable String warehouse;

    @Mixin private CommonOptions common = new CommonOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      common.configuration();
      List<String> command = new ArrayList<>();
      command.add(
          Launcher.script()
              .orElseThrow(
                  () ->
                      new UsageException("Jupyter starts the kernel by jobs/tls-sunset: use that"))
              .toString());
      command.addAll(List.of("notebook", "kernel", "{connection_file}"));
      if (warehouse != null) {
        command.addAll(List.of("--warehouse", absolute(warehouse)));
      }
      common
          .file()
          .ifPresent(
              file ->
                  command.addAll(
                      List.of("--config", file.toAbsolutePath().normalize().toString())));
      Path written =
          KernelSpec.write(
              KernelSpec.dataFolder(prefix, System.getenv(), System.getProperty("user.home")),
              command);
      PrintWriter out = spec.commandLine().getOut();
      out.println("Jupyter knows the kernel tls-sunset (SQL) now: " + written);
      return ExitCode.DONE;
    }

    /** Notebooks lie elsewhere. */
    private static String absolute(String path) {
      return path.matches("[a-z][a-z0-9+.-]+:.*")
          ? path
          : Path.of(path).toAbsolutePath().normalize().toString();
    }
  }

  /** {@code notebook kernel}: what Jupyter starts. */
  @Command(name = "kernel", hidden = true, description = "The kernel; Jupyter starts it.")
  static final class Kernel implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "What Jupyter says of the connection.")
    private Path connection = Path.of("");

    @Option(names = "--warehouse", paramLabel = "PATH", converter = GivenPath.class)
    private String warehouse = "";

    @Mixin private SparkOptions common = new SparkOptions();

    @Override
    public Integer call() throws Exception {
      Configuration configuration = common.configuration();
      Cells cells =
          new Cells(
              path ->
                  new SqlSession(Run.querying(configuration, path, Progress.unseen()).warehouse()),
              (arguments, out, err) -> TlsSunset.run(out, err, arguments.toArray(String[]::new)),
              warehouse);
      new SqlKernel(cells, new TlsSunset.Version().getVersion()[0])
          .serve(Files.readString(connection));
      return ExitCode.DONE;
    }
  }
}
