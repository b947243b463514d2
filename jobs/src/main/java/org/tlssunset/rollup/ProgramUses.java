package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.program.Program;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/** A row of {@code client_program}. */
final class ProgramUses extends Uses {

  private static final long serialVersionUID = 1;

  private static final UTF8String OWN_SERVER = UTF8String.fromString(Role.OWN_SERVER.label());

  /**
   * How judged rows of usage become such rows: all of them, for probes and hops between servers are
   * planned for, too; sums by role. What a proxy or a server of ours passes on says nothing of its
   * own program.
   */
  static final Grouping GROUPING =
      new Grouping(
          Tables.CLIENT_PROGRAM, ProgramUses::parties, ProgramUses::key, ProgramUses::new, 0);

  private static final int CLIENT_IP = 0;
  private static final int CLIENT = 1;
  private static final int USER_NAME = 2;
  private static final int CLIENT_NAME = 3;
  private static final int USER_AGENT = 4;
  private static final int PROXY = 5;
  private static final int OFFERED = 6;

  private final LatestTexts latest = new LatestTexts(7);
  private final UseCounts counts = new UseCounts();
  private final LatestProof legacy = new LatestProof();
  private long counted;
  private @Nullable Long messages;
  private @Nullable Long used;

  private ProgramUses(GroupKey key) {
    super(key);
  }

  /**
   * The parties of a row: behind a proxy, who signed in is one whose address nobody tells. None of
   * one that only brings back names of a day's other rows.
   */
  static int parties(InternalRow row) {
    if (row.getLong(UsageRow.OBSERVATIONS) == 0) {
      return 0;
    }
    boolean isUserKnown =
        UsageRow.isOfProxy(row) && !UsageRow.isSettled(row) && !row.isNullAt(UsageRow.USER_NAME);
    return isUserKnown ? 2 : UsageRow.parties(row);
  }

  private static GroupKey key(InternalRow row, int group) {
    Party party = Party.of(row, group);
    return GroupKey.of(
        party.role(),
        Uses.text(row, UsageRow.DIRECTION),
        Uses.text(row, UsageRow.PROTOCOL),
        party.key(),
        program(row, party));
  }

  /** The program that a party of a row used; null if nothing is known. */
  static @Nullable UTF8String program(InternalRow row, Party party) {
    return isPassing(party) ? null : Uses.text(row, UsageRow.PROGRAM);
  }

  /** How it named itself over HTTP; null if it did not. */
  static @Nullable UTF8String agent(InternalRow row, Party party) {
    return isPassing(party) ? null : Uses.text(row, UsageRow.USER_AGENT);
  }

  /** The newest version that a party of a row offered; null if no log tells. */
  static @Nullable UTF8String offered(InternalRow row, int group) {
    return group == 0 && PartyTls.of(row, group).isOwn()
        ? Uses.text(row, UsageRow.OFFERED_VERSION)
        : null;
  }

  private static boolean isPassing(Party party) {
    return party.role().equals(UsageRow.OF_PROXY) || party.role().equals(OWN_SERVER);
  }

  @Override
  void add(InternalRow row, int group) {
    Party party = Party.of(row, group);
    PartyTls tls = PartyTls.of(row, group).proven();
    long observations = row.getLong(UsageRow.OBSERVATIONS);
    long requests = row.getLong(UsageRow.REQUESTS);
    long first = row.getLong(UsageRow.FIRST_SEEN);
    long last = row.getLong(UsageRow.LAST_SEEN);
    count(observations, requests, first, last);
    counted += row.getBoolean(UsageRow.COUNTS) ? observations : 0;
    latest.add(CLIENT_IP, last, party.address());
    latest.add(CLIENT, last, party.client(false));
    latest.add(USER_NAME, last, party.user());
    latest.add(CLIENT_NAME, last, party.name());
    latest.add(USER_AGENT, last, agent(row, party));
    latest.add(PROXY, last, text(row, UsageRow.PROXY));
    latest.add(OFFERED, last, offered(row, group));
    messages = UsageUses.sum(messages, UsageUses.amount(row, UsageRow.MESSAGES));
    used = UsageUses.sum(used, UsageUses.amount(row, UsageRow.USED));
    counts.add(tls, requests, first, last);
    if (tls.isLegacy()) {
      legacy.add(row);
    }
  }

  @Override
  void add(Uses other) {
    super.add(other);
    ProgramUses uses = (ProgramUses) other;
    counted += uses.counted;
    latest.add(uses.latest);
    messages = UsageUses.sum(messages, uses.messages);
    used = UsageUses.sum(used, uses.used);
    counts.add(uses.counts);
    legacy.add(uses.legacy);
  }

  @Override
  void fill(TableRow row) {
    row.set("role", key().part(0))
        .set("direction", key().part(1))
        .set("protocol", key().part(2))
        .set("party", key().part(3))
        .set("program", key().part(4))
        .set(
            "kind",
            UTF8String.fromString(
                kind(
                    (UTF8String) key().part(0),
                    latest.text(USER_AGENT),
                    latest.text(CLIENT_NAME),
                    (UTF8String) key().part(1),
                    (UTF8String) key().part(2))))
        .set("client_ip", latest.text(CLIENT_IP))
        .set(Tables.CLIENT, latest.text(CLIENT))
        .set("user_name", latest.text(USER_NAME))
        .set("client_name", latest.text(CLIENT_NAME))
        .set("user_agent", latest.text(USER_AGENT))
        .set("proxy", latest.text(PROXY))
        .set("observations_counted", counted)
        .set("messages", messages)
        .set("used", used)
        .set("legacy_last_seen", legacy.at())
        .set("offered_version", latest.text(OFFERED));
    legacy.fill(row, "legacy_", true);
    counts.fillRequests(row);
    counts.fillTimes(row);
  }

  /** Which kind of program it is. */
  static String kind(
      UTF8String role,
      @Nullable UTF8String agent,
      @Nullable UTF8String name,
      UTF8String direction,
      UTF8String protocol) {
    Program program =
        OWN_SERVER.equals(role) || UsageRow.OF_PROXY.equals(role)
            ? Program.UNKNOWN
            : UsedProgram.of(agent, name, direction, protocol);
    return program.kind().label();
  }
}
