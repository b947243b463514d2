package org.tlssunset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Progress;
import org.tlssunset.console.StandardError;
import org.tlssunset.location.Location;
import org.tlssunset.outreach.cures.Cures;
import org.tlssunset.outreach.letters.AffectedClients;
import org.tlssunset.outreach.letters.Discretion;
import org.tlssunset.outreach.letters.LetterMemory;
import org.tlssunset.outreach.letters.LetterTemplates;
import org.tlssunset.outreach.letters.Occasion;
import org.tlssunset.outreach.letters.OutreachFolder;
import org.tlssunset.outreach.owners.OwnersFile;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.plan.Plans;
import org.tlssunset.plan.Scenario;
import org.tlssunset.schema.Tables;
import org.tlssunset.servers.registry.UnreadText;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.WritableFolder;
import org.tlssunset.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outreach}: letters to the owners of those who stop. */
@Command(
    name = "outreach",
    description = {
      "Write to each owner whose clients stop, fall to clear text or may do so: a letter (letter.txt and"
          + " letter.html) with the line of the log that proves it, what its users will see and what to do,"
          + " and clients.csv with all of them. Nothing is mailed.",
      "",
      "At which ends versions go, the configuration's plan says; at servers, if there is none.",
      "",
      "index.csv lists the owners for a mail merge; unowned.csv has the clients that nobody owns, by likely"
          + " owner. The CSV is as that of export: times are UTC, a list is one cell, split it at ' | '. The"
          + " configuration's comment at owners says what the owners' file holds and which line wins."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset outreach --warehouse /data/tls --out /srv/letters --owners owners.csv",
      "  tls-sunset outreach --warehouse /data/tls --out /srv/letters --disable TLS1.0,TLS1.1 --on 2027-03-01",
      "  tls-sunset outreach --warehouse /data/tls --out /srv/letters --on 2027-03-01 --sent 2026-12-01",
      "  tls-sunset outreach --warehouse /data/tls --out /srv/letters --redact --archive /archive /attic",
      "  tls-sunset outreach --warehouse /data/tls --out /srv/letters --templates /srv/templates",
      "",
      "Exit codes: 0 done; 3 done, but lines of the owners' file or of logs could not be read; 2 wrong usage,"
          + " or a broken template; 1 anything else."
    })
final class OutreachCommand implements Callable<Integer> {

  private static final int NAMED = 3;

  @Mixin private WarehouseOption warehouse = new WarehouseOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      converter = GivenPath.class,
      description =
          "The folder of the letters, a local one. Files of these names are replaced; an owner who has"
              + " nobody any more loses theirs.")
  private String out = "";

  @Mixin private OwnersOption owners = new OwnersOption();

  @Mixin private PlannedOption planned = new PlannedOption();

  @Option(
      names = "--answer-by",
      paramLabel = "DATE",
      description =
          "When answers are wanted; four weeks before the day if not given and that is still to come.")
  private @Nullable LocalDate answerBy;

  @Option(
      names = "--redact",
      description =
          "Hide whatever may tell of a person: in the logs' lines as proof --redact does; in letters and"
              + " CSV who signed in, names of clients and hosts, user agents, programs that no rule knows,"
              + " reasons of exceptions, and likely owners that are no domain. Addresses stay, for an owner"
              + " finds a client by them.")
  private boolean redact;

  @Mixin private MovedLogsOption moved = new MovedLogsOption();

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description =
          "Your own templates in Mustache: letter.en.txt.mustache, letter.en.html.mustache and the same with"
              + " de. One that is missing is the program's.")
  private @Nullable Path templates;

  @Mixin private SentOption sent = new SentOption();
  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Configuration configuration = common.configuration();
    Scenario scenario = planned.scenario(configuration, null);
    LetterTemplates letters = templates();
    Path folder = folder();
    OwnersFile listed = owners.read(configuration);
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        Run run = open(configuration, progress)) {
      Warehouse tables = run.warehouse();
      tables.refuseNewer(Tables.all());
      LocalDate day = PlanQuestion.lastDay(tables, warehouse.path());
      PlanQuestion.refuseUnknownEnds(tables, scenario, "plan.at");
      LetterMemory memory = sent.memory(tables, scenario);
      AffectedClients clients =
          new AffectedClients(listed.owners(), NamedHosts.of(tables), (int) day.toEpochDay());
      progress.during(
          "planning", () -> Plans.of(tables, configuration.policy(), scenario, day, clients));
      Occasion occasion =
          new Occasion(
              configuration.sender(),
              scenario,
              day,
              configuration.policy().window(),
              answerBy,
              redact ? Discretion.DISCREET : Discretion.OPEN);
      LoggedProofs proofs =
          new LoggedProofs(configuration, tables, clients.proofFiles(), moved.paths(), redact);
      OutreachFolder files =
          new OutreachFolder(folder, occasion, Cures.read(), letters, proofs, memory);
      OutreachFolder.Written written =
          progress.during("writing letters", () -> write(files, clients));
      memory.commit(tables); // last: a run that was killed before can be repeated
      progress.step("");
      return tell(written, folder, listed.unread(), proofs);
    }
  }

  private Run open(Configuration configuration, Progress progress) throws Exception {
    return sent.isChanging()
        ? Run.changing(configuration, warehouse.path(), "outreach", wait.duration(), progress)
        : Run.querying(configuration, warehouse.path(), progress);
  }

  private Path folder() {
    WritableFolder.refuseOther("--out", out);
    return Location.local(out)
        .orElseThrow(
            () ->
                new UsageException(
                    "--out is '%s': letters are written to a local folder".formatted(out)));
  }

  private LetterTemplates templates() throws IOException {
    if (templates != null && !Files.isDirectory(templates)) {
      throw new UsageException("--templates is '%s', which is no folder".formatted(templates));
    }
    try {
      return LetterTemplates.read(templates);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static OutreachFolder.Written write(OutreachFolder folder, AffectedClients clients)
      throws IOException {
    try {
      return folder.write(clients);
    } catch (IllegalArgumentException e) { // a template
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private int tell(
      OutreachFolder.Written written, Path folder, List<UnreadText> unread, LoggedProofs proofs) {
    HarmlessText.on(spec.commandLine().getOut())
        .printf(
            "owners: %,d, with clients: %,d, in %s%nclients that nobody owns: %,d, in %s%n",
            written.owners(),
            written.owned(),
            folder.resolve(OutreachFolder.INDEX),
            written.unowned(),
            folder.resolve(OutreachFolder.UNOWNED));
    StandardError err = new StandardError(spec.commandLine().getErr());
    unread.stream().limit(NAMED).forEach(each -> err.warning(each.sentence()));
    if (unread.size() > NAMED) {
      err.warning(
          "%,d lines of the owners' file could not be read; these are the first"
              .formatted(unread.size()));
    }
    if (written.proofsMissing() > 0) {
      err.warning(
          "%,d clients have a letter without the line of the log"
              .formatted(written.proofsMissing()));
      proofs.reasons().forEach(err::warning);
    }
    return unread.isEmpty() && written.proofsMissing() == 0 ? ExitCode.DONE : ExitCode.PARTLY;
  }
}
