package org.tlssunset.outreach.letters;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.outreach.owners.Owner;
import org.tlssunset.plan.Scenario;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * The table {@code outreach_letters}, as far as it is about one plan: the same versions at the same
 * ends, on whatever day they go. An owner's name is one owner, in any case.
 *
 * <p>The letters of one day can be set aside: they are not among those before, and what is
 * remembered of them is replaced as a whole. So a run for a day can be repeated.
 */
public final class LetterMemory {

  /** Marks the commits: of two runs at once, the second fails. */
  private static final String MARK = "tls-sunset-outreach-letters";

  private final Scenario scenario;
  private final @Nullable LocalDate aside;
  private final boolean isSent;
  private final Map<String, OwnerHistory> owners = new HashMap<>();
  private final Map<String, String> names = new TreeMap<>(ClientProtocolCsv.BY_BYTES);
  private final Set<ToldEntry> before = new LinkedHashSet<>();
  private final Set<String> endsBefore = new TreeSet<>();
  private final Set<ToldEntry> now = new LinkedHashSet<>();
  private @Nullable LocalDate newest;

  private LetterMemory(Scenario scenario, @Nullable LocalDate aside, boolean isSent) {
    this.scenario = scenario;
    this.aside = aside;
    this.isSent = isSent;
  }

  /** All that is remembered, for letters of which nothing will be. */
  public static LetterMemory reading(Warehouse tables, Scenario scenario) {
    return new LetterMemory(scenario, null, false).read(tables);
  }

  /** For letters that go out on a day, in the place of what is remembered of it. */
  public static LetterMemory sending(Warehouse tables, Scenario scenario, LocalDate day) {
    return new LetterMemory(scenario, day, true).read(tables);
  }

  /** For taking back what is remembered of a day. */
  public static LetterMemory takingBack(Warehouse tables, Scenario scenario, LocalDate day) {
    return new LetterMemory(scenario, day, false).read(tables);
  }

  private LetterMemory read(Warehouse tables) {
    if (tables.size(Tables.OUTREACH_LETTERS).files() > 0) {
      tables.rows(Tables.OUTREACH_LETTERS, ToldEntry.COLUMNS, this::take);
    }
    return this;
  }

  private void take(Row row) {
    String versions = row.getString(ToldEntry.COLUMNS.indexOf("versions"));
    String ends = row.getString(ToldEntry.COLUMNS.indexOf("ends"));
    if (!versions.equals(scenario.what()) || !ends.equalsIgnoreCase(scenario.ends().text())) {
      return;
    }
    ToldEntry entry = ToldEntry.of(row);
    if (entry.sentOn().equals(aside)) {
      before.add(entry);
      endsBefore.add(ends);
      return;
    }
    String key = key(entry.owner());
    owners.computeIfAbsent(key, each -> new OwnerHistory()).add(entry);
    names.merge(key, entry.owner(), (one, other) -> one.compareTo(other) < 0 ? one : other);
    newest = newest == null || newest.isBefore(entry.sentOn()) ? entry.sentOn() : newest;
  }

  private static String key(String owner) {
    return owner.toLowerCase(Locale.ROOT);
  }

  /** The last day of letters, but for those set aside; empty if there are none. */
  public Optional<LocalDate> newest() {
    return Optional.ofNullable(newest);
  }

  /** Whether any letters are set aside. */
  public boolean hasAside() {
    return !before.isEmpty();
  }

  /** What an owner was told. */
  OwnerHistory of(Owner owner) {
    return owners.getOrDefault(key(owner.name()), new OwnerHistory());
  }

  /** The names of all who were told anything. */
  List<String> owners() {
    return List.copyOf(names.values());
  }

  /** Has it remember a letter, if the letters of this run are to be remembered. */
  void remember(Owner owner, int letter, LocalDate asOf, List<AffectedClient> clients) {
    if (aside == null || !isSent) {
      return;
    }
    for (AffectedClient client : clients) {
      now.add(
          new ToldEntry(
              owner.name(),
              aside,
              letter,
              scenario.on(),
              asOf,
              client.key(),
              client.named().withoutAgent(),
              client.effect().label()));
    }
  }

  /** Commits what is to be remembered of the day that is set aside, unless it is remembered. */
  public void commit(Warehouse tables) {
    if (aside == null || now.equals(before)) {
      return;
    }
    Transaction commit = tables.begin(Tables.OUTREACH_LETTERS, MARK, System.currentTimeMillis());
    if (!before.isEmpty()) {
      commit.remove(
          "(sent_on = %s AND versions = %s AND %s)"
              .formatted(Sql.day(aside), Sql.literal(scenario.what()), Sql.in("ends", endsBefore)));
    }
    commit.add(now.stream().map(entry -> entry.row(scenario)).toList());
    commit.commit();
  }
}
