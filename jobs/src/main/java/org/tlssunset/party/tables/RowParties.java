package org.tlssunset.party.tables;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.Attribution;
import org.tlssunset.party.Belief;
import org.tlssunset.party.Connection;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.Tls;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsHop;

/**
 * Says whose connection each of many rows was, in Spark's own values. Most rows are of clients of
 * whose address nothing is known: these are told apart without making a text of anything.
 */
public final class RowParties implements Serializable {

  private static final long serialVersionUID = 1;

  /** What it reads of {@code tls_observations}, in this order. */
  public static final List<String> FACTS =
      List.of(
          "is_probe",
          "inner",
          "client_ip",
          "server_ip",
          "forwarded_for",
          "server",
          "tls_outcome",
          "tls_version",
          "cipher",
          "observed_on",
          "source",
          "direction",
          "protocol",
          "endpoint",
          "server_port",
          "forwarded_tls_version",
          "forwarded_tls_cipher",
          "peer_ip");

  /**
   * These and others, in that order.
   *
   * @param others columns of {@code tls_observations} that whoever asks for parties reads, too
   */
  public static List<String> factsAnd(List<String> others) {
    return Stream.concat(FACTS.stream(), others.stream()).toList();
  }

  private static final int IS_PROBE = 0;
  private static final int INNER = 1;
  private static final int CLIENT_IP = 2;
  private static final int SERVER_IP = 3;
  private static final int FORWARDED_FOR = 4;
  private static final int SERVER = 5;
  private static final int TLS_OUTCOME = 6;
  private static final int TLS_VERSION = 7;
  private static final int CIPHER = 8;
  private static final int OBSERVED_ON = 9;
  private static final int SOURCE = 10;
  private static final int DIRECTION = 11;
  private static final int PROTOCOL = 12;
  private static final int ENDPOINT = 13;
  private static final int SERVER_PORT = 14;
  private static final int FORWARDED_TLS_VERSION = 15;
  private static final int FORWARDED_TLS_CIPHER = 16;
  private static final int PEER_IP = 17;

  private static final int COLUMNS = PartyColumn.values().length;

  private static final UTF8String FROM_LOG = text(ClientIpFrom.LOG);
  private static final UTF8String CLIENTS_HOP = text(TlsHop.CLIENT);
  private static final UTF8String CLIENT = text(Role.CLIENT);
  private static final UTF8String NOBODYS = UTF8String.fromString(Belief.NOBODY_KNOWN);

  private final List<KnownAddress> known;
  private transient @Nullable PartyMemory memory;

  /**
   * @param known of addresses
   */
  public RowParties(List<KnownAddress> known) {
    this.known = List.copyOf(known);
  }

  /**
   * Whose connection a row was.
   *
   * @param facts the {@link #FACTS} of the row
   * @return a struct of the columns of {@link PartyColumn}, with texts of its own or of the row's
   */
  public InternalRow of(InternalRow facts) {
    PartyMemory memory = memory();
    @Nullable UTF8String peer = text(facts, CLIENT_IP);
    @Nullable Object[] values = new Object[COLUMNS];
    values[PartyColumn.SERVER.ordinal()] =
        memory.server(text(facts, SERVER), facts.getInt(OBSERVED_ON));
    boolean isPlain =
        peer != null
            && !facts.getBoolean(IS_PROBE)
            && (facts.isNullAt(INNER) || !facts.getBoolean(INNER))
            && facts.isNullAt(FORWARDED_FOR)
            && memory.isNobodys(peer)
            && !peer.equals(text(facts, SERVER_IP));
    if (isPlain) {
      values[PartyColumn.CLIENT_IP.ordinal()] = peer;
      values[PartyColumn.CLIENT_IP_FROM.ordinal()] = FROM_LOG;
      values[PartyColumn.TLS_HOP.ordinal()] = CLIENTS_HOP;
      values[PartyColumn.ROLE.ordinal()] = CLIENT;
      values[PartyColumn.CLIENT_TLS_OUTCOME.ordinal()] = text(facts, TLS_OUTCOME);
      values[PartyColumn.CLIENT_TLS_VERSION.ordinal()] = text(facts, TLS_VERSION);
      values[PartyColumn.CLIENT_CIPHER.ordinal()] = text(facts, CIPHER);
      values[PartyColumn.COUNTS.ordinal()] = true;
      values[PartyColumn.REASON.ordinal()] = NOBODYS;
    } else {
      fill(values, memory.belief().of(connection(facts)), memory);
    }
    return new GenericInternalRow(values);
  }

  private PartyMemory memory() {
    PartyMemory made = memory;
    if (made == null) {
      made = new PartyMemory(known);
      memory = made;
    }
    return made;
  }

  private static void fill(@Nullable Object[] values, Attribution whose, PartyMemory memory) {
    ClientIpFrom from = whose.client().from();
    values[PartyColumn.CLIENT_IP.ordinal()] = memory.text(whose.client().ip());
    values[PartyColumn.CLIENT_IP_FROM.ordinal()] = from == null ? null : memory.text(from.label());
    values[PartyColumn.TLS_HOP.ordinal()] = memory.text(whose.tlsHop().label());
    values[PartyColumn.ROLE.ordinal()] = memory.text(whose.role().label());
    values[PartyColumn.PROXY.ordinal()] = memory.text(whose.listed().proxy());
    values[PartyColumn.OWN_SERVER.ordinal()] = memory.text(whose.listed().ownServer());
    values[PartyColumn.CLIENT_TLS_OUTCOME.ordinal()] = memory.text(whose.clientTls().outcome());
    values[PartyColumn.CLIENT_TLS_VERSION.ordinal()] = memory.text(whose.clientTls().version());
    values[PartyColumn.CLIENT_CIPHER.ordinal()] = memory.text(whose.clientTls().cipher());
    values[PartyColumn.COUNTS.ordinal()] = whose.counts();
    values[PartyColumn.REASON.ordinal()] = memory.text(whose.reason());
  }

  private static Connection connection(InternalRow facts) {
    return new Connection(
        new Connection.Kind(
            required(facts, SOURCE),
            required(facts, DIRECTION),
            required(facts, PROTOCOL),
            string(facts, ENDPOINT)),
        new Connection.Ends(
            string(facts, SERVER),
            string(facts, SERVER_IP),
            facts.isNullAt(SERVER_PORT) ? null : (Integer) facts.getInt(SERVER_PORT),
            string(facts, CLIENT_IP),
            facts.isNullAt(CLIENT_IP) ? string(facts, PEER_IP) : null),
        facts.getInt(OBSERVED_ON),
        facts.isNullAt(INNER) ? null : (Boolean) facts.getBoolean(INNER),
        facts.getBoolean(IS_PROBE),
        new Connection.Claim(
            string(facts, FORWARDED_FOR),
            string(facts, FORWARDED_TLS_VERSION),
            string(facts, FORWARDED_TLS_CIPHER)),
        new Tls(required(facts, TLS_OUTCOME), string(facts, TLS_VERSION), string(facts, CIPHER)));
  }

  private static @Nullable UTF8String text(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column);
  }

  private static @Nullable String string(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
  }

  private static String required(InternalRow row, int column) {
    return row.getUTF8String(column).toString();
  }

  private static UTF8String text(Labelled word) {
    return UTF8String.fromString(word.label());
  }
}
