package org.tlssunset.rollup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/** What a party did, by its programs. */
final class EvidenceUses extends Uses {

  private static final long serialVersionUID = 1;

  /** Gone once it was sent: what comes then are other parts of the same. */
  private final transient @Nullable Lately lately;

  /** Whether proxies' rows tell of those behind them here. */
  private final boolean isBehindProxies;

  private final HashMap<GroupKey, EvidenceOfProgram> programs = new HashMap<>(2);

  private EvidenceUses(GroupKey key, Lately lately, boolean isBehindProxies) {
    super(key);
    this.lately = lately;
    this.isBehindProxies = isBehindProxies;
  }

  /**
   * How judged rows of usage become proxies: they are few, and others depend on them.
   *
   * @param lately what counts for volumes, and which algorithms are weak
   */
  static Grouping ofProxies(Lately lately) {
    return new Grouping(
        Tables.CLIENT_STATUS,
        row -> UsageRow.isOfProxy(row) ? Math.min(1, ProgramUses.parties(row)) : 0,
        (row, group) -> key(row, 0),
        key -> new EvidenceUses(key, lately, false),
        0);
  }

  /** How they become all other parties; sums by role. */
  static Grouping ofOthers(Lately lately) {
    return new Grouping(
        Tables.CLIENT_STATUS,
        row ->
            ProgramUses.parties(row)
                - (UsageRow.isOfProxy(row) ? Math.min(1, ProgramUses.parties(row)) : 0),
        (row, group) -> key(row, UsageRow.isOfProxy(row) ? 1 : group),
        key -> new EvidenceUses(key, lately, true),
        0);
  }

  private static GroupKey key(InternalRow row, int group) {
    Party party = Party.of(row, group);
    return GroupKey.of(party.role(), row.getUTF8String(UsageRow.DIRECTION), party.key());
  }

  @Override
  void add(InternalRow row, int any) {
    int group = isBehindProxies && UsageRow.isOfProxy(row) ? 1 : any;
    Party party = Party.of(row, group);
    count(row);
    GroupKey program =
        GroupKey.of(row.getUTF8String(UsageRow.PROTOCOL), ProgramUses.program(row, party));
    EvidenceOfProgram evidence = programs.get(program);
    if (evidence == null) {
      evidence = new EvidenceOfProgram();
      programs.put(program.copy(), evidence);
    }
    evidence.add(row, group, party, Objects.requireNonNull(lately));
  }

  @Override
  void add(Uses other) {
    super.add(other);
    ((EvidenceUses) other)
        .programs.forEach(
            (program, evidence) -> {
              EvidenceOfProgram own = programs.get(program);
              if (own == null) {
                programs.put(program, evidence);
              } else {
                own.add(evidence);
              }
            });
  }

  /** All of it, in plain Java; programs in the order of their names. */
  PartyEvidence evidence() {
    UTF8String direction = (UTF8String) key().part(1);
    List<ProgramEvidence> all = new ArrayList<>(programs.size());
    programs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey((one, other) -> compare(one, other)))
        .forEach(
            program ->
                all.add(
                    program
                        .getValue()
                        .evidence(
                            (UTF8String) key().part(0),
                            direction,
                            (UTF8String) program.getKey().part(0),
                            (UTF8String) program.getKey().part(1))));
    return new PartyEvidence(
        String.valueOf(key().part(0)), direction.toString(), text(key().part(2)), all);
  }

  private static int compare(GroupKey one, GroupKey other) {
    return one.toString().compareTo(other.toString());
  }

  private static @Nullable String text(@Nullable Object part) {
    return part == null ? null : part.toString();
  }

  /** It is never a row by itself: what it comes to is. */
  @Override
  void fill(TableRow row) {
    throw new UnsupportedOperationException();
  }
}
