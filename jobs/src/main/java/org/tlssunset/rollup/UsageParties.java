package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.ColumnType;

/**
 * Says whose each row of usage was, and what it tells of their TLS, as {@code client_program}
 * counts it: two parties, where a listed proxy called for a client or a user that is known.
 */
public final class UsageParties implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * What is said of each party: the columns of {@link ClientUsage} that are not the usage's own.
   */
  private enum Told {
    ROLE("Whose connection: client, proxy, own-server or probe"),
    SERVER("The server by its one name, whatever the log calls it"),
    CLIENT(
        "The other party, a server if we called it: its address, else the peer as logged with its name; null if nothing is known"),
    CLIENT_IP("The party's address; null if it is not known"),
    PARTY("Who it is, see client_program; null if nothing is known"),
    PROXY("The listed proxy that it came through, or that it is; else null"),
    KIND("mail-client, mobile, library, device, …"),
    TLS_OUTCOME(
        "The party's own TLS: negotiated, cleartext, failed, …; behind a proxy: not-logged"),
    TLS_VERSION("The party's own: SSL 2.0 … TLS 1.3; null unless negotiated"),
    CIPHER("The party's own bulk cipher: AES_256 …, behind a proxy as that calls it; else null"),
    MAC("Its own MAC's hash: SHA_384 …; null if it is not known"),
    KEY_EXCHANGE("Its own key exchange: ECDHE, RSA …; null if it is not known"),
    FAILURE_CLASS("Why its handshake failed: version, certificate, demanded, unknown"),
    OFFERED_VERSION("The newest that the party offered; null: no log tells of it"),
    COUNTS("Whether it is counted: else another row is, or nobody is"),
    REASON("Why all this, in words"),
    CLIENT_NAME("EHLO name, or the remote host's name; of a proxy or server of ours, its name"),
    USER_NAME("Who signed in, as the setting identify has it; null of a proxy"),
    USER_AGENT("With what program; null of a proxy or server of ours, which only pass it on"),
    PROGRAM("What program that is, as far as its names tell");

    private final String comment;

    Told(String comment) {
      this.comment = comment;
    }
  }

  private static final Told[] ALL = Told.values();

  private final JudgedUsage judged;

  UsageParties(JudgedUsage judged) {
    this.judged = judged;
  }

  /** What is said of each party. */
  static List<Column> columns() {
    return Arrays.stream(ALL)
        .map(
            told ->
                Column.of(
                    told.name().toLowerCase(Locale.ROOT),
                    told == Told.COUNTS ? ColumnType.BOOLEAN : ColumnType.STRING,
                    told.comment))
        .toList();
  }

  /**
   * The parties of a row.
   *
   * @param usage the row's {@link JudgedUsage#columns}
   * @return structs of {@link #columns}, with texts of their own or of the row's: one or two; none
   *     if the row only brings back names
   */
  public ArrayData of(InternalRow usage) {
    InternalRow row = judged.taken(usage);
    Object[] parties = new Object[ProgramUses.parties(row)];
    for (int group = 0; group < parties.length; group++) {
      parties[group] = party(row, group);
    }
    return new GenericArrayData(parties);
  }

  private static InternalRow party(InternalRow row, int group) {
    Party party = Party.of(row, group);
    PartyTls tls = PartyTls.of(row, group).proven();
    boolean isLogged = group == 0 && tls.isOwn();
    @Nullable Object[] told = new @Nullable Object[ALL.length];
    for (Told each : ALL) {
      told[each.ordinal()] =
          switch (each) {
            case ROLE -> party.role();
            case SERVER -> Uses.text(row, UsageRow.ONE_SERVER);
            case CLIENT -> party.client(false);
            case CLIENT_IP -> party.address();
            case PARTY -> party.key();
            case PROXY -> Uses.text(row, UsageRow.PROXY);
            case KIND -> kind(row, party);
            case TLS_OUTCOME -> tls.outcome();
            case TLS_VERSION -> tls.version();
            case CIPHER ->
                group == 0
                    ? text(isLogged, row, UsageRow.CIPHER)
                    : Uses.text(row, UsageRow.CLIENT_CIPHER);
            case MAC -> text(isLogged, row, UsageRow.MAC);
            case KEY_EXCHANGE -> text(isLogged, row, UsageRow.KEY_EXCHANGE);
            case FAILURE_CLASS -> text(isLogged, row, UsageRow.FAILURE_CLASS);
            case OFFERED_VERSION -> ProgramUses.offered(row, group);
            case COUNTS -> row.getBoolean(UsageRow.COUNTS);
            case REASON -> Uses.text(row, UsageRow.REASON);
            case CLIENT_NAME -> party.name();
            case USER_NAME -> party.user();
            case USER_AGENT -> ProgramUses.agent(row, party);
            case PROGRAM -> ProgramUses.program(row, party);
          };
    }
    return new GenericInternalRow(told);
  }

  /** What the log tells of its connection, where that is the party's own. */
  private static @Nullable UTF8String text(boolean isLogged, InternalRow row, int column) {
    return isLogged ? Uses.text(row, column) : null;
  }

  private static UTF8String kind(InternalRow row, Party party) {
    return UTF8String.fromString(
        ProgramUses.kind(
            party.role(),
            ProgramUses.agent(row, party),
            party.name(),
            row.getUTF8String(UsageRow.DIRECTION),
            row.getUTF8String(UsageRow.PROTOCOL)));
  }
}
