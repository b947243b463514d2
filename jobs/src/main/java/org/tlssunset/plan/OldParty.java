package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Labelled;

/**
 * A party over one protocol that is, or was, proven old: by the worst of its programs that are.
 *
 * @param key who it is
 * @param oldLast the last day that proves it old, since 1970
 */
record OldParty(
    Key key,
    ClientStatus status,
    int oldLast,
    @Nullable String client,
    @Nullable String user,
    @Nullable String program,
    String reason,
    String file,
    long line,
    @Nullable Integer item)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** What is read of {@code client_status}. */
  static final List<String> COLUMNS =
      List.of(
          "role",
          "direction",
          "protocol",
          "party",
          "status",
          "client",
          "user_name",
          "program",
          "reason",
          "proof_file",
          "proof_line",
          "proof_item",
          "legacy_last_seen");

  /** Who it is: what tells it from others of {@code client_status}, but for the program. */
  record Key(String role, String direction, String protocol, @Nullable String party)
      implements Serializable, Comparable<Key> {

    private static final long serialVersionUID = 1;

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::role)
            .thenComparing(Key::direction)
            .thenComparing(Key::protocol)
            .thenComparing(Key::party, Comparator.nullsLast(Comparator.naturalOrder()));

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Whether it is proven old. */
  boolean isOld() {
    return status.isOld();
  }

  /** Those of a party, by protocol. */
  static List<OldParty> of(PlannedParty party) {
    TreeMap<String, PlannedProgram> worst = new TreeMap<>();
    for (PlannedProgram program : party.programs()) {
      if (program.known().status().hasBeenOld()) {
        worst.merge(program.evidence().protocol(), program, OldParty::worse);
      }
    }
    return worst.values().stream().map(program -> of(party, program)).toList();
  }

  private static PlannedProgram worse(PlannedProgram one, PlannedProgram other) {
    return ClientStatus.WORST_FIRST.compare(other.known().status(), one.known().status()) < 0
        ? other
        : one;
  }

  private static OldParty of(PlannedParty party, PlannedProgram program) {
    PlannedProgram.Known known = program.known();
    return new OldParty(
        new Key(party.role(), party.direction(), program.evidence().protocol(), party.party()),
        known.status(),
        day(Objects.requireNonNull(program.volume().oldLast())),
        program.evidence().named().client(),
        program.evidence().named().user(),
        program.evidence().program(),
        known.reason(),
        known.file(),
        known.line(),
        known.item());
  }

  /** A row of {@code client_status}; null if its program never was old. */
  static @Nullable OldParty of(Row row) {
    ClientStatus status = Labelled.find(ClientStatus.values(), row.getString(4));
    if (status == null || !status.hasBeenOld()) {
      return null;
    }
    return new OldParty(
        new Key(row.getString(0), row.getString(1), row.getString(2), row.getString(3)),
        status,
        (int) LocalDate.ofInstant(row.getAs(12), ZoneOffset.UTC).toEpochDay(),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        Objects.requireNonNull(row.getString(8)),
        Objects.requireNonNull(row.getString(9)),
        row.getLong(10),
        row.isNullAt(11) ? null : (Integer) row.getInt(11));
  }

  private static int day(long micros) {
    return (int) Math.floorDiv(micros, TimeUnit.DAYS.toMicros(1));
  }

  /** The worse of two programs of one party. */
  static OldParty worse(OldParty one, OldParty other) {
    return ClientStatus.WORST_FIRST.compare(other.status, one.status) < 0 ? other : one;
  }
}
