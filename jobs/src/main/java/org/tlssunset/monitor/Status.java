package org.tlssunset.monitor;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.console.ExitCode;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.Recount;
import org.tlssunset.ingest.AddressColumn;
import org.tlssunset.ingest.ArchiveStatus;
import org.tlssunset.ingest.Evidence;
import org.tlssunset.ingest.IngestSettings;
import org.tlssunset.ingest.LedgerStatus;
import org.tlssunset.ingest.LogFeed;
import org.tlssunset.ingest.LogFeeds;
import org.tlssunset.ingest.Losses;
import org.tlssunset.ingest.Recovery;
import org.tlssunset.ingest.UnreadLog;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.party.tables.PartyWarnings;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.TableState;

/**
 * All that an operator wants to see of a warehouse.
 *
 * @param run the last run that read something
 * @param archive how the listing compares with the ledger; null if no archive was given
 * @param unlisted what could not be looked at in the archive
 * @param silent whose logs no longer come
 * @param parties where they may be others than is believed, in the last days of the evidence
 */
public record Status(
    Optional<LedgerStatus.Run> run,
    LedgerStatus.Totals totals,
    Unread unread,
    @Nullable ArchiveStatus archive,
    List<Archive.Unlisted> unlisted,
    List<Evidence> evidence,
    List<LogFeed> silent,
    PartyWarnings parties,
    Stored stored) {

  /** How many files of a kind are named. */
  public static final int NAMED = 10;

  /**
   * What was not read, or not wholly.
   *
   * @param failures the first of the logs that should have been read and were not
   * @param losses all of them, by what is wrong
   * @param notRead how many logs are of kinds that are deliberately not read, by the kind's reason
   * @param addressColumns columns that nothing reads and that hold addresses
   * @param rejects the lines that could not be used
   */
  public record Unread(
      List<UnreadLog> failures,
      Losses losses,
      SortedMap<String, Long> notRead,
      List<AddressColumn> addressColumns,
      LedgerStatus.Rejects rejects) {}

  /**
   * The warehouse as it is stored.
   *
   * @param hasUnfinishedBatch whether a batch was begun that nobody has finished or taken back
   * @param daysDue days of the rollups that the next run counts anew
   * @param frozenDays days of which logs tell more than the rollups hold, or for which other things
   *     are known of addresses now, and that cannot be counted again: some of their rows were
   *     removed for their age
   */
  public record Stored(
      List<StoredTable> tables, boolean hasUnfinishedBatch, long daysDue, long frozenDays) {

    static Stored of(Warehouse warehouse, List<DerivedDays> derived) {
      Recount recount = new Recount(warehouse);
      return new Stored(
          Tables.all().stream().map(table -> StoredTable.of(warehouse, table)).toList(),
          new Recovery(warehouse).isNeeded(),
          derived.stream().mapToLong(table -> recount.due(table).size()).sum(),
          derived.stream().mapToLong(recount::frozen).sum());
    }
  }

  /**
   * A table as it is stored.
   *
   * @param version of its columns; older than {@code known} until the next run that writes
   */
  public record StoredTable(String name, long files, long bytes, int version, int known) {

    static StoredTable of(Warehouse warehouse, Table table) {
      TableState.Size size = warehouse.size(table);
      return new StoredTable(
          table.name(), size.files(), size.bytes(), warehouse.version(table), table.version());
    }

    void put(MetricsFile metrics) {
      metrics.set(Metric.TABLE_BYTES, bytes, name);
      metrics.set(Metric.TABLE_FILES, files, name);
    }
  }

  /**
   * Asks the tables.
   *
   * @param settings what logs are read with now
   * @param retired servers of which no more logs are expected
   * @param derived the tables that are counted day by day
   */
  public static Status of(
      Warehouse warehouse,
      IngestSettings settings,
      List<String> retired,
      @Nullable ArchiveStatus archive,
      List<Archive.Unlisted> unlisted,
      List<DerivedDays> derived)
      throws IOException {
    Instant now = Instant.now();
    LedgerStatus ledger = new LedgerStatus(warehouse, now, settings);
    LedgerStatus.Totals totals = ledger.totals();
    KnownServers servers = new KnownServers(warehouse);
    List<Evidence> evidence = Evidence.named(Evidence.all(warehouse, now), servers);
    return new Status(
        ledger.lastRun(),
        totals,
        new Unread(
            totals.failures() == 0 ? List.of() : ledger.failures(NAMED),
            totals.failures() == 0 ? Losses.NONE : ledger.losses(),
            totals.notRead() == 0 ? new TreeMap<>() : ledger.notRead(),
            ledger.addressColumns(),
            ledger.rejects(NAMED)),
        archive,
        unlisted,
        evidence,
        LogFeeds.of(warehouse, servers, now).silent(retired, LastNight.of(warehouse).isEmpty()),
        parties(warehouse, evidence),
        Stored.of(warehouse, derived));
  }

  private static PartyWarnings parties(Warehouse warehouse, List<Evidence> evidence) {
    return evidence.stream()
        .flatMap(of -> Stream.ofNullable(of.lastEvent()))
        .max(Comparator.naturalOrder())
        .map(
            last ->
                PartyWarnings.of(
                    Recovery.settled(warehouse, Tables.TLS_OBSERVATIONS),
                    warehouse.has(Tables.ADDRESSES) ? Addresses.of(warehouse) : List.of(),
                    last.atZone(ZoneOffset.UTC).toLocalDate()))
        .orElse(PartyWarnings.NONE);
  }

  /**
   * Logs that should have been read and were not, and of which nothing says that they are no longer
   * there.
   */
  long damaged() {
    return totals.failures() - (archive == null ? 0 : archive.vanishedUnread());
  }

  /** {@link ExitCode#PARTLY} if some of the archive could not be read, or no longer comes. */
  public int exitCode() {
    return damaged() == 0 && unlisted.isEmpty() && silent.isEmpty()
        ? ExitCode.DONE
        : ExitCode.PARTLY;
  }

  /** Files that the next run has to read, by why. */
  Map<String, Long> waiting() {
    Map<String, Long> waiting = new LinkedHashMap<>();
    if (archive != null) {
      waiting.put("new", archive.fresh());
      waiting.put("changed", archive.changed());
      waiting.put("outdated", archive.outdated());
    }
    waiting.put("unreadable", archive == null ? totals.unreadable() : archive.unreadable());
    waiting.put("last_line", archive == null ? totals.lastLineWaits() : archive.lastLineWaits());
    return waiting;
  }

  /** Replaces in a metrics file what a status knows; a run's own figures stay. */
  public void put(MetricsFile metrics) {
    waiting().forEach((kind, files) -> metrics.set(Metric.FILES_WAITING, files, kind));
    if (archive != null) {
      metrics.set(Metric.VANISHED, archive.vanished());
    }
    metrics.set(Metric.UNREADABLE, damaged());
    metrics.set(Metric.FUTURE, totals.future());
    metrics.set(Metric.KILLED_BATCH, stored.hasUnfinishedBatch() ? 1 : 0);
    metrics.set(Metric.ROLLUPS_BEHIND, stored.daysDue() > 0 ? 1 : 0);
    NightMetrics.evidence(evidence, metrics);
    stored.tables().forEach(table -> table.put(metrics));
  }
}
