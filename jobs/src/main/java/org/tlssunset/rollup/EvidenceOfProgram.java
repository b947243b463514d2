package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsOutcome;

/** What a party did with one program over one protocol, while it is added up. */
final class EvidenceOfProgram implements Serializable {

  private static final long serialVersionUID = 1;

  private static final UTF8String SMTP = UTF8String.fromString(Protocol.SMTP.label());

  private static final UTF8String NONE = UTF8String.fromString(TlsOutcome.NONE.label());

  private static final Comparator<EndUse> IN_ORDER =
      Comparator.comparingLong((EndUse use) -> use.seen().last())
          .thenComparing(use -> use.proof().file())
          .thenComparingLong(use -> use.proof().line())
          .thenComparing(EndUse::toString);

  private static final int CLIENT = 0;
  private static final int ADDRESS = 1;
  private static final int USER = 2;
  private static final int NAME = 3;
  private static final int AGENT = 4;

  private final LatestTexts names = new LatestTexts(5);

  /** A bit for each day of the window. */
  private long[] days = {};

  private final HashMap<GroupKey, Sum> sums = new HashMap<>(2);
  private boolean isUseUntold;
  private boolean isHidden;
  private long used;

  /** What was used at one end in one way. */
  static final class Sum implements Serializable {

    private static final long serialVersionUID = 1;

    private final LatestProof proof = new LatestProof();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long requests;
    private long lately;
    private @Nullable Long messages;
  }

  /**
   * Takes a row.
   *
   * @param group which of its parties it is
   */
  void add(InternalRow row, int group, Party party, Lately lately) {
    long last = row.getLong(UsageRow.LAST_SEEN);
    names.add(CLIENT, last, party.client(false));
    names.add(ADDRESS, last, party.address());
    names.add(USER, last, party.user());
    names.add(NAME, last, party.name());
    names.add(AGENT, last, ProgramUses.agent(row, party));
    isHidden |=
        party.isItself()
            && !UsageRow.isOfProxy(row)
            && !row.isNullAt(UsageRow.PROXY)
            && party.address() == null
            && party.user() == null;
    int tells = row.getInt(UsageRow.TELLS);
    int day = row.getInt(UsageRow.OBSERVED_ON);
    boolean isLately = (tells & UsageRow.VOLUMES) != 0 && lately.holds(day);
    boolean isUse = (tells & UsageRow.USES) != 0;
    if (isLately) {
      BitSet all = BitSet.valueOf(days);
      all.set(day - lately.from());
      days = all.toLongArray();
    }
    if (isUse) {
      addUsed(row);
    }
    GroupKey key = key(row, group, lately.weak());
    Sum sum = sums.get(key);
    if (sum == null) {
      sum = new Sum();
      sums.put(key.copy(), sum);
    }
    long requests = row.getLong(UsageRow.REQUESTS);
    sum.first = Math.min(sum.first, row.getLong(UsageRow.FIRST_SEEN));
    sum.last = Math.max(sum.last, last);
    sum.lately = Math.addExact(sum.lately, isLately ? requests : 0);
    if (isUse) {
      sum.requests = Math.addExact(sum.requests, requests);
      sum.messages = UsageUses.sum(sum.messages, UsageUses.amount(row, UsageRow.MESSAGES));
    }
    sum.proof.add(row);
  }

  private void addUsed(InternalRow row) {
    if (!row.isNullAt(UsageRow.USED)) {
      used = Math.addExact(used, row.getLong(UsageRow.USED));
    } else if (!NONE.equals(row.getUTF8String(UsageRow.TLS_OUTCOME))) {
      isUseUntold = true;
    }
  }

  private static GroupKey key(InternalRow row, int group, WeakSuites weak) {
    PartyTls tls = PartyTls.of(row, group).proven();
    boolean isServers = group == 0;
    boolean isSuiteTold = isServers && tls.version() != null;
    UTF8String protocol = row.getUTF8String(UsageRow.PROTOCOL);
    return GroupKey.of(
        Uses.text(row, UsageRow.ONE_SERVER),
        isServers ? null : Uses.text(row, UsageRow.PROXY),
        SMTP.equals(protocol) ? Uses.text(row, UsageRow.ENDPOINT) : null,
        tls.outcome(),
        tls.version(),
        isPossible(tls, row, isServers),
        isSuiteTold ? weak(row, weak) : null,
        isSuiteTold
            && weak.isTold(
                Uses.text(row, UsageRow.CIPHER),
                Uses.text(row, UsageRow.MAC),
                Uses.text(row, UsageRow.KEY_EXCHANGE)),
        isServers ? Uses.text(row, UsageRow.FAILURE_CLASS) : null,
        isSignedIn(row));
  }

  /** Where no name is kept, more was answered than mails: a sign-in. */
  private static boolean isSignedIn(InternalRow row) {
    return !row.isNullAt(UsageRow.USER_NAME)
        || (!row.isNullAt(UsageRow.USED)
            && !row.isNullAt(UsageRow.MESSAGES)
            && row.getLong(UsageRow.USED) > row.getLong(UsageRow.MESSAGES));
  }

  private static @Nullable UTF8String weak(InternalRow row, WeakSuites weak) {
    String found =
        weak.of(
            Uses.text(row, UsageRow.CIPHER),
            Uses.text(row, UsageRow.MAC),
            Uses.text(row, UsageRow.KEY_EXCHANGE));
    return found == null ? null : UTF8String.fromString(found);
  }

  /** Of nothing that was negotiated, nothing is impossible. */
  private static boolean isPossible(PartyTls tls, InternalRow row, boolean isServers) {
    UTF8String version = tls.version();
    if (version == null) {
      return true;
    }
    return isServers ? PossibleTls.goesWithSuite(version, row) : PossibleTls.isNamed(version);
  }

  /** Takes what was found elsewhere of the same program. */
  void add(EvidenceOfProgram other) {
    names.add(other.names);
    BitSet all = BitSet.valueOf(days);
    all.or(BitSet.valueOf(other.days));
    days = all.toLongArray();
    isUseUntold |= other.isUseUntold;
    isHidden |= other.isHidden;
    used = Math.addExact(used, other.used);
    other.sums.forEach(
        (key, theirs) -> {
          Sum own = sums.get(key);
          if (own == null) {
            sums.put(key, theirs);
          } else {
            own.first = Math.min(own.first, theirs.first);
            own.last = Math.max(own.last, theirs.last);
            own.requests = Math.addExact(own.requests, theirs.requests);
            own.lately = Math.addExact(own.lately, theirs.lately);
            own.messages = UsageUses.sum(own.messages, theirs.messages);
            own.proof.add(theirs.proof);
          }
        });
  }

  /** All of it, in plain Java; the last use stands last. */
  ProgramEvidence evidence(
      UTF8String role, UTF8String direction, UTF8String protocol, @Nullable UTF8String program) {
    List<EndUse> uses = new ArrayList<>(sums.size());
    sums.forEach((key, sum) -> uses.add(use(key, sum)));
    uses.sort(IN_ORDER);
    return new ProgramEvidence(
        protocol.toString(),
        string(program),
        ProgramUses.kind(role, names.text(AGENT), names.text(NAME), direction, protocol),
        new ProgramEvidence.Named(
            string(names.text(CLIENT)),
            string(names.text(ADDRESS)),
            string(names.text(USER)),
            string(names.text(NAME)),
            string(names.text(AGENT))),
        used == 0 && isUseUntold ? null : (Long) used,
        isHidden,
        days,
        uses);
  }

  private static EndUse use(GroupKey key, Sum sum) {
    return new EndUse(
        new EndUse.End(string(key.part(0)), string(key.part(1)), string(key.part(2))),
        new EndUse.Negotiated(
            String.valueOf(key.part(3)),
            string(key.part(4)),
            Boolean.TRUE.equals(key.part(5)),
            string(key.part(6)),
            Boolean.TRUE.equals(key.part(7)),
            string(key.part(8))),
        Boolean.TRUE.equals(key.part(9)),
        new EndUse.Seen(sum.first, sum.last, sum.requests, sum.lately, sum.messages),
        sum.proof.proof());
  }

  private static @Nullable String string(@Nullable Object part) {
    return part == null ? null : part.toString();
  }
}
