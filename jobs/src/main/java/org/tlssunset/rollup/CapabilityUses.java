package org.tlssunset.rollup;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Family;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/**
 * A row of {@code server_capability}: whoever negotiated a version with an end, be it a health
 * check or another server of ours, shows that the end can.
 */
final class CapabilityUses extends Uses {

  private static final long serialVersionUID = 1;

  /** How judged rows of usage become such rows; sums by day. */
  static final Grouping GROUPING =
      new Grouping(
          Tables.SERVER_CAPABILITY,
          CapabilityUses::ends,
          CapabilityUses::key,
          CapabilityUses::new,
          0);

  private static final Map<UTF8String, UTF8String> FAMILIES =
      Arrays.stream(Protocol.values())
          .map(Protocol::label)
          .collect(Collectors.toUnmodifiableMap(UTF8String::fromString, CapabilityUses::family));

  private final LatestProof proof = new LatestProof();

  private CapabilityUses(GroupKey key) {
    super(key);
  }

  /** Of the server's TLS, and of the proxy's towards its client: of each where it is told. */
  private static int ends(InternalRow row) {
    if (ProgramUses.parties(row) == 0) {
      return 0;
    }
    return (isToldByServer(row) ? 1 : 0) + (isToldByProxy(row) ? 1 : 0);
  }

  private static boolean isToldByServer(InternalRow row) {
    UTF8String version = text(row, UsageRow.TLS_VERSION);
    return version != null && PossibleTls.goesWithSuite(version, row);
  }

  private static boolean isToldByProxy(InternalRow row) {
    return ProgramUses.parties(row) == 2
        && !row.isNullAt(UsageRow.PROXY)
        && !row.isNullAt(UsageRow.CLIENT_TLS)
        && PossibleTls.isNamed(row.getUTF8String(UsageRow.CLIENT_TLS));
  }

  private static GroupKey key(InternalRow row, int end) {
    boolean isProxys = end > 0 || !isToldByServer(row);
    return GroupKey.of(
        row.getInt(UsageRow.OBSERVED_ON),
        isProxys ? null : text(row, UsageRow.ONE_SERVER),
        isProxys ? text(row, UsageRow.PROXY) : null,
        row.getUTF8String(UsageRow.DIRECTION),
        family(row.getUTF8String(UsageRow.PROTOCOL)),
        row.getUTF8String(isProxys ? UsageRow.CLIENT_TLS : UsageRow.TLS_VERSION));
  }

  private static UTF8String family(UTF8String protocol) {
    @Nullable UTF8String known = FAMILIES.get(protocol);
    return known == null ? family(protocol.toString()) : known;
  }

  private static UTF8String family(String protocol) {
    return UTF8String.fromString(Family.ofProtocol(protocol).label());
  }

  @Override
  void add(InternalRow row, int end) {
    count(row);
    proof.add(row);
  }

  @Override
  void add(Uses other) {
    super.add(other);
    proof.add(((CapabilityUses) other).proof);
  }

  @Override
  void fill(TableRow row) {
    row.set("observed_on", key().part(0))
        .set("server", key().part(1))
        .set("proxy", key().part(2))
        .set("direction", key().part(3))
        .set("family", key().part(4))
        .set("tls_version", key().part(5));
    proof.fill(row, "", true);
  }
}
