package org.tlssunset.ingest;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.days.DayMarks;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * One batch: its files are read once, straight into the data files of {@code tls_observations};
 * what else they give comes back to the driver, and the other tables are written from it.
 *
 * <p>Order of the commits: observations, inner clients, rejected lines, ledger. A batch counts from
 * the ledger's commit on; what a killed one left in the other tables is taken back by the next run.
 */
final class IngestBatch {

  /** How many times the findings of a batch one file may leave open in sessions: some 250 MB. */
  private static final int SESSIONS_OF_ONE_FILE = 4;

  private final Warehouse warehouse;
  private final SparkSession spark;
  private final Ledger ledger;
  private final IngestSettings settings;
  private final List<PendingFile> pending;
  private final int begun;
  private final SettlingTime growing;
  private final IngestProgress progress;
  private final ReadSoFar soFar;
  private final int mostFindings;
  private final long batch;

  /**
   * @param files the batch's
   * @param growing which files may still be being written
   * @param soFar grows as they are read
   * @param mostFindings how many open sessions and rejected lines fit in memory: files that would
   *     give more are left
   */
  IngestBatch(
      Warehouse warehouse,
      Ledger ledger,
      IngestSettings settings,
      Batches.Batch files,
      SettlingTime growing,
      IngestProgress progress,
      ReadSoFar soFar,
      int mostFindings) {
    this.warehouse = warehouse;
    this.spark = warehouse.spark();
    this.ledger = ledger;
    this.settings = settings;
    this.pending = files.files();
    this.begun = files.begun();
    this.growing = growing;
    this.progress = progress;
    this.soFar = soFar;
    this.mostFindings = mostFindings;
    batch = ledger.nextBatch();
  }

  /**
   * What a batch did.
   *
   * @param logs what became of each log
   * @param observations rows written: of the logs alone, and of sessions that stand in several
   * @param touchedFiles files of which nothing is new but what the store says of them
   * @param touched their logs
   * @param left files that are to be read by later batches: nothing else here is of them
   * @param batch its number; 0 if there was nothing to commit
   */
  record Result(
      List<LogSummary> logs,
      long observations,
      long touchedFiles,
      List<LogSummary> touched,
      List<Leftover> left,
      long batch) {}

  /** Reads, writes and commits. */
  Result run() {
    progress.step("reading");
    List<ArchiveFile> files = pending.stream().map(PendingFile::file).toList();
    BatchPlan plan = BatchPlan.of(spark, files, begun, settings);
    Findings findings = new Findings();
    spark.sparkContext().register(findings);
    // One file cannot be left: if it leaves too much open, that is concluded as it is.
    boolean isOne = files.size() == 1;
    int kept = isOne ? Integer.MAX_VALUE : mostFindings / plan.partitions();
    int keptOpen = isOne ? SESSIONS_OF_ONE_FILE * mostFindings : Integer.MAX_VALUE;
    LogReading reading =
        new LogReading(settings.read(), batch, kept, keptOpen, findings, growing, soFar);
    Transaction commit = warehouse.begin(Tables.TLS_OBSERVATIONS, Recovery.BATCH, batch);
    commit.add(rows(plan, reading));
    List<LogFinding> found = findings.value();
    refuseNamesakes(found, plan.cutFiles());
    List<LogSummary> logs = LogSummary.merged(found.stream().map(LogFinding::summary).toList());
    KnownFiles known = ledger.known(paths(PendingFile::known));
    UnchangedFiles left =
        UnchangedFiles.of(pending, found, logs, findings.left(), known, ledger.versions());
    Set<String> leftPaths = left.paths();
    if (!files.stream().allMatch(file -> leftPaths.contains(file.path()))) {
      return write(commit, found, logs, plan.cutFiles(), known, left);
    }
    if (left.touched().isEmpty()) {
      return result(List.of(), 0, logs, left, 0);
    }
    progress.step("recording");
    ledger.commit(batch, List.of(), List.of(), known.replaced(List.of()), left.touched());
    return result(List.of(), 0, logs, left, batch);
  }

  /** A row's name begins with its log's: but for slices of one, no two logs may have the same. */
  private static void refuseNamesakes(List<LogFinding> found, List<String> cutFiles) {
    Set<String> cut = Set.copyOf(cutFiles);
    Set<LogName> names = new HashSet<>();
    for (LogFinding log : found) {
      LogName name = log.summary().name();
      if (!cut.contains(name.path()) && !names.add(name)) {
        throw new IllegalStateException(
            "two logs are called %s: nothing was committed".formatted(name.sourceFile()));
      }
    }
  }

  /**
   * @param told the logs that the ledger tells of anew
   * @param read all logs
   * @param committed the batch's number; 0 if there was nothing to commit
   */
  private static Result result(
      List<LogSummary> told,
      long observations,
      List<LogSummary> read,
      UnchangedFiles left,
      long committed) {
    List<LogSummary> logs = new ArrayList<>(told);
    read.stream().filter(left::isStillUnread).forEach(logs::add);
    return new Result(
        logs, observations, left.touched().size(), left.touchedOf(read), left.later(), committed);
  }

  /** The servers that logs name in their lines. */
  private Set<String> servers(List<LogSummary> logs) {
    Set<String> servers = new HashSet<>(ledger.namedServers());
    for (LogSummary log : logs) {
      if (log.format() != null && log.format().namesServer() && log.events().server() != null) {
        servers.add(log.events().server());
      }
    }
    return servers;
  }

  /** What to ask the ledger for, to find copies. */
  private static Set<Integer> keys(List<LogSummary> logs) {
    return logs.stream()
        .filter(Copies::counts)
        .map(log -> log.text().fingerprint().key())
        .collect(toSet());
  }

  private Dataset<Row> rows(BatchPlan plan, LogReading reading) {
    Dataset<Row> whole = new LogTable(plan.whole(), reading).rows(spark);
    return plan.sliced().isEmpty()
        ? whole
        : whole.unionByName(Refold.of(new LogTable(plan.sliced(), reading).rows(spark)));
  }

  /** The paths of the batch's files of which a condition holds. */
  private Set<String> paths(Predicate<PendingFile> condition) {
    return pending.stream()
        .filter(condition)
        .map(next -> next.file().path())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * @param all what was read
   * @param known what the ledger has of the files that it knows
   * @param left what is not to be written
   */
  private Result write(
      Transaction commit,
      List<LogFinding> found,
      List<LogSummary> all,
      List<String> cutFiles,
      KnownFiles known,
      UnchangedFiles left) {
    progress.step("writing");
    Set<String> leftPaths = left.paths();
    List<LogSummary> logs = all.stream().filter(log -> !leftPaths.contains(log.path())).toList();
    Set<String> readAgain = paths(PendingFile::known);
    readAgain.removeAll(leftPaths);
    Map<String, ArchiveFile> touched =
        left.touched().stream().collect(Collectors.toMap(ArchiveFile::path, file -> file));
    Set<Integer> keys = keys(logs);
    List<KnownLog> alike =
        ledger.beginningLike(keys, readAgain).stream().map(log -> log.asListed(touched)).toList();
    boolean mayHoldCopies =
        !alike.isEmpty() || keys.size() < logs.stream().filter(Copies::counts).count();
    Copies copies =
        Copies.of(
            logs,
            alike,
            Beginnings.of(spark, settings.read().stores()),
            mayHoldCopies ? servers(logs) : Set.of());
    // A log that could not be read to its end counts for nothing until it can: what was read of it
    // could not be told apart when it is read again, and a damaged stretch may hold false facts.
    Set<LogName> uncounted =
        all.stream()
            .filter(log -> log.isUnreadable() || leftPaths.contains(log.path()))
            .map(LogSummary::name)
            .collect(Collectors.toCollection(HashSet::new));
    uncounted.addAll(copies.sameAs().keySet());
    Set<String> dropped = left.begun();
    uncounted.forEach(log -> dropped.add(log.sourceFile()));
    if (!dropped.isEmpty()) {
      commit.keepAdded("NOT " + Sql.in("source_file", dropped));
    }
    List<LogFinding> read =
        found.stream().filter(log -> !uncounted.contains(log.summary().name())).toList();
    Replacement replaced = known.replaced(readAgain).and(copies.outgrown().keySet());
    List<OpenSession> open = read.stream().flatMap(log -> log.openSessions().stream()).toList();
    SessionParts sessions = SessionParts.of(ledger, open, replaced);
    List<LogSummary> told = told(logs, rowsOfCut(commit, cutFiles), copies, sessions, replaced);
    long rows = told.stream().mapToLong(log -> log.counts().observations()).sum();
    SessionParts.Joined joined = sessions.joined();
    commit.add(rows(joined.rows()));
    commit.remove(replaced.observations(), sessions.staleRows());
    commit.refuseUnlike(rows + joined.rows().size());
    markDays(commit, told);
    commit.commit();
    SideRows innerClients =
        SideRows.innerClients(read, told, InnerClientEncoder.of(batch, joined.handedOn()));
    commit(
        "writing inner clients",
        innerClients,
        replaced.innerClients(),
        sessions.staleInnerClients());
    SideRows rejects = SideRows.rejectedLines(read, told, settings.read().rejectsKept());
    commit("writing rejected lines", rejects, replaced.rejectedLines());
    progress.step("recording");
    ledger.commit(batch, told, open, replaced, left.touched());
    return result(told, rows + joined.rows().size(), all, left, batch);
  }

  private void commit(String step, SideRows added, String... replaced) {
    if (!added.rows().isEmpty() || !String.join("", replaced).isEmpty()) {
      progress.step(step);
      added.commit(warehouse, batch, replaced);
    }
  }

  private void markDays(Transaction commit, List<LogSummary> told) {
    Set<LocalDate> days =
        told.stream().flatMap(log -> log.events().days().stream()).collect(Collectors.toSet());
    DayMarks.change(warehouse, Tables.TLS_OBSERVATIONS, commit, days, Long.toString(batch));
  }

  private List<InternalRow> rows(List<Observation> observations) {
    ObservationEncoder encoder = new ObservationEncoder(batch);
    return observations.stream()
        .map(row -> encoder.encode(row).copy())
        .map(InternalRow.class::cast)
        .toList();
  }

  /** How many rows came of each log that was read in slices. */
  private static Map<String, Long> rowsOfCut(Transaction commit, List<String> cutFiles) {
    Map<String, Long> rows = new HashMap<>();
    if (!cutFiles.isEmpty()) {
      commit
          .added()
          .where(col("source_file").isInCollection(cutFiles))
          .groupBy("source_file")
          .count()
          .collectAsList()
          .forEach(row -> rows.put(row.getString(0), row.getLong(1)));
    }
    return rows;
  }

  /** The logs as the ledger tells of them. */
  private static List<LogSummary> told(
      List<LogSummary> logs,
      Map<String, Long> cut,
      Copies copies,
      SessionParts sessions,
      Replacement replaced) {
    // Days on which rows go, or sessions that earlier batches began.
    TreeSet<LocalDate> moreDays = new TreeSet<>(sessions.days());
    moreDays.addAll(replaced.days());
    List<LogSummary> told = new ArrayList<>();
    for (LogSummary read : logs) {
      LogName counted = copies.sameAs().get(read.name());
      LogSummary log = counted == null ? read : read.sameAs(counted);
      long rows = cut.getOrDefault(log.name().sourceFile(), log.counts().observations());
      told.add(log.with(rows, told.isEmpty() ? moreDays : List.of()));
    }
    copies.outgrown().forEach((log, longer) -> told.add(log.outgrownBy(longer)));
    return told;
  }
}
