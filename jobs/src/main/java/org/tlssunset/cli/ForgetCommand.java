package org.tlssunset.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Progress;
import org.tlssunset.console.ReportPrinter;
import org.tlssunset.console.RowOutput;
import org.tlssunset.console.StandardError;
import org.tlssunset.logs.IpText;
import org.tlssunset.rollup.Identity;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.Rules;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.RunListener;
import org.tlssunset.steps.Steps;
import org.tlssunset.upkeep.Forgetting;
import org.tlssunset.upkeep.Namesakes;
import org.tlssunset.upkeep.Person;
import org.tlssunset.upkeep.PersonEvidence;
import org.tlssunset.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code forget}: a person's rows out of all tables. */
@Command(
    name = "forget",
    description = {
      "Remove a person's rows from all tables, count the rollups again without them and write the CSV"
          + " files anew. What stays, the logs of the archive that tell of the person, is listed on standard output.",
      "",
      "Earlier versions of the tables, and their logs, tell of the person until maintain deletes them"
          + " (keep-old-files, or at once with maintain --delete-now). A log that is read again, because it has changed or"
          + " moved, or since an upgrade or other settings read it otherwise, brings its rows back unless it was cleaned. Copies of a log are listed with it"
          + " (copy_of): clean all of them, or delete them, before the next night. So does a line of a file in name-files."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset forget --warehouse /data/tls --user alice --dry-run",
      "  tls-sunset forget --warehouse /data/tls --client 192.0.2.17 --client 2001:db8::17",
      "  tls-sunset forget --warehouse /data/tls --client '10.**.**.168 mx.partner.example'",
      "  tls-sunset forget --warehouse /data/tls --user 'CORP\\alice' --user alice@corp.example",
      "  tls-sunset forget --warehouse /data/tls --user alice --format csv > logs-to-clean.csv",
    })
final class ForgetCommand implements Callable<Integer> {

  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private OutOption out = new OutOption();
  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private SparkOptions common = new SparkOptions();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--client",
      paramLabel = "CLIENT",
      description =
          "An address, in any spelling, or a client without one as the column client has it; may be"
              + " given several times.")
  private List<String> clients = List.of();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "A name as the logs have it, in any case; may be given several times, once for each"
              + " spelling: alice, CORP\\alice, alice@corp.example.")
  private List<String> users = List.of();

  @Option(
      names = "--dry-run",
      description =
          "Say what would be removed, other spellings that would stay, and which logs tell of the"
              + " person; change nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Configuration configuration = common.configuration();
    Person person = person(configuration.identity());
    if (!dryRun) {
      out.refuseUnwritable();
    }
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        Run run = open(configuration, progress)) {
      Warehouse tables = run.warehouse();
      if (!dryRun) {
        run.all(Steps.derived(Rules.of(configuration)));
      }
      refuseUnknown(tables, person);
      List<Namesakes> namesakes = new ArrayList<>();
      List<PersonEvidence> evidence =
          progress.during(
              "looking",
              () -> {
                users.forEach(user -> namesakes.add(Namesakes.ofUser(tables, user)));
                return PersonEvidence.of(tables, person);
              });
      print(evidence); // before what it comes from is gone
      ForgetReport report = new ForgetReport(said(), dryRun);
      Forgetting forgetting =
          new Forgetting(
              tables,
              person,
              Steps.derivedDays(Rules.of(configuration)),
              Steps.derivedWholes(Rules.of(configuration)));
      Map<String, Long> held;
      if (dryRun) {
        held = progress.during("counting", forgetting::held);
      } else {
        held = progress.during("removing", forgetting::run);
        run.all(Steps.derived(Rules.of(configuration)));
        run.all(List.of(out.export(warehouse)));
      }
      report.rows(held);
      report.names(held, configuration.nameFiles());
      report.logs(evidence.size(), report.names(namesakes, users));
      return ExitCode.DONE;
    }
  }

  private StandardError said() {
    return new StandardError(spec.commandLine().getErr());
  }

  private Run open(Configuration configuration, Progress progress) throws Exception {
    if (dryRun) {
      return Run.reading(configuration, warehouse.path(), progress);
    }
    ReportPrinter printer =
        ReportPrinter.on(
            spec.commandLine().getOut(), spec.commandLine().getErr(), warehouse.path(), false);
    return Run.changing(configuration, warehouse.path(), "forget", wait.duration(), progress)
        .telling(
            new RunListener() {
              @Override
              public void frozen(List<LocalDate> days) {
                printer.notCounted(days);
              }
            });
  }

  private Person person(Identity identity) {
    List<String> addresses = new ArrayList<>();
    List<String> unaddressed = new ArrayList<>();
    for (String client : clients) {
      IpText.parse(client)
          .map(IpText::address)
          .ifPresentOrElse(addresses::add, () -> unaddressed.add(client));
    }
    if (clients.isEmpty() && users.isEmpty()) {
      throw new UsageException("there is nobody to forget: give --client or --user");
    }
    if (users.stream().anyMatch(String::isBlank)) {
      throw new UsageException("a name is empty: check --user");
    }
    // A pseudonym is the same name to whoever has the key.
    List<String> names =
        Stream.concat(users.stream(), users.stream().map(identity::of).filter(Objects::nonNull))
            .distinct()
            .toList();
    return new Person(addresses, unaddressed, names);
  }

  /** An address with a slip would else be taken for a client that is not there. */
  private static void refuseUnknown(Warehouse tables, Person person) {
    for (String client : person.unaddressed()) {
      Person alone = new Person(List.of(), List.of(client), List.of());
      if (!alone.isIn(tables, Tables.CLIENT_PROTOCOL)) {
        Namesakes namesakes = Namesakes.ofClient(tables, client);
        String near =
            String.join(
                ", ", namesakes.spellings().isEmpty() ? namesakes.near() : namesakes.spellings());
        throw new UsageException(
            "'%s' is no address, and no client of the tables: %s"
                .formatted(client, near.isEmpty() ? "check --client" : "these are near: " + near));
      }
    }
  }

  private void print(List<PersonEvidence> evidence) {
    RowOutput output =
        RowOutput.of(
            format.format(),
            List.of("source_file", "observations", "rejected_lines", "open_sessions", "copy_of"),
            spec.commandLine().getOut());
    for (PersonEvidence log : evidence) {
      output.row(
          Arrays.asList(
              log.sourceFile(), log.rows(), log.rejectedLines(), log.openSessions(), log.copyOf()));
    }
    output.finish();
  }
}
