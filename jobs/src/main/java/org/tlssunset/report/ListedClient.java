package org.tlssunset.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.ShownText;
import org.tlssunset.party.HostNames;
import org.tlssunset.plan.ListedParty;
import org.tlssunset.rollup.ProgramEvidence;

/**
 * A party with what a page calls it.
 *
 * @param id the same in every report, for links
 * @param name who signed in, else what files or it itself call its address; never empty
 * @param address empty if it is not known
 */
record ListedClient(ListedParty listed, String id, String name, String address) {

  private static final int ID_LENGTH = 12;

  /**
   * Names one.
   *
   * @param names what files call addresses
   */
  static ListedClient of(ListedParty listed, HostNames names) {
    ProgramEvidence.Named named = listed.worst().evidence().named();
    String address = named.address() == null ? "" : ShownText.of(named.address());
    return new ListedClient(listed, id(listed), ShownText.of(name(listed, named, names)), address);
  }

  private static String name(ListedParty listed, ProgramEvidence.Named named, HostNames names) {
    if (named.user() != null) {
      return named.user();
    }
    String address = named.address();
    String host = address == null ? null : names.at(address, lastSeen(listed));
    String client = named.client() == null ? listed.party().party() : named.client();
    String own =
        client != null && named.name() != null && client.contains(named.name())
            ? null
            : named.name();
    String all =
        Stream.of(client, host == null ? own : host)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(" "));
    return all.isBlank() ? "nobody known" : all;
  }

  private static Instant lastSeen(ListedParty listed) {
    return Instant.EPOCH.plus(listed.worst().volume().last(), ChronoUnit.MICROS);
  }

  /** The day on which its worst program was old last, else seen last; UTC. */
  LocalDate lastUse() {
    return LocalDate.ofInstant(
        Instant.EPOCH.plus(listed.lastUse(), ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  private static String id(ListedParty listed) {
    String key =
        String.join(
            "\n", listed.party().role(), listed.party().direction(), key(listed.party().party()));
    return DigestUtils.sha256Hex(key).substring(0, ID_LENGTH);
  }

  private static String key(@Nullable String party) {
    return party == null ? "" : "=" + party;
  }
}
