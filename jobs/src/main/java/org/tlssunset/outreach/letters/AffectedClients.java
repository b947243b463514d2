package org.tlssunset.outreach.letters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.outreach.owners.Language;
import org.tlssunset.outreach.owners.Owner;
import org.tlssunset.outreach.owners.Owners;
import org.tlssunset.party.HostNames;
import org.tlssunset.plan.PlannedParty;
import org.tlssunset.plan.PlannedProgram;
import org.tlssunset.plan.StatusRow;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Role;

/** Gathers those who stop, fall to clear text or may do so, by owner; of all others nothing. */
public final class AffectedClients implements Consumer<PlannedParty> {

  private static final Set<Effect> AFFECTED =
      Set.of(Effect.STOPS, Effect.UNKNOWN, Effect.FALLS_TO_CLEARTEXT);

  static final Comparator<Owner> BY_NAME =
      Comparator.comparing((Owner owner) -> owner.name().toLowerCase(Locale.ROOT))
          .thenComparing(Owner::name, ClientProtocolCsv.BY_BYTES);

  private final Owners owners;
  private final HostNames names;
  private final int asOf;
  private final Map<Owner, List<AffectedClient>> owned = new TreeMap<>(BY_NAME);
  private final List<AffectedClient> unowned = new ArrayList<>();

  /**
   * @param names what files call addresses
   * @param asOf the last day of evidence, since 1970-01-01
   */
  public AffectedClients(Owners owners, HostNames names, int asOf) {
    this.owners = owners;
    this.names = names;
    this.asOf = asOf;
  }

  @Override
  public void accept(PlannedParty party) {
    if (party.role().equals(Role.PROBE.label())) {
      return; // nobody misses a health check of ours
    }
    for (PlannedProgram program : party.programs()) {
      if (AFFECTED.contains(program.impact().effect())) {
        add(AffectedClient.of(StatusRow.of(party, program, asOf), names));
      }
    }
  }

  private void add(AffectedClient client) {
    Optional<Owner> owner = owners.of(client.subject());
    (owner.isPresent() ? owned.computeIfAbsent(owner.get(), each -> new ArrayList<>()) : unowned)
        .add(client);
  }

  /** The logs in which those of owners are proven, as the tables name them. */
  public Set<String> proofFiles() {
    Set<String> files = new HashSet<>();
    owned.values().forEach(clients -> clients.forEach(client -> files.add(client.proofFile())));
    return files;
  }

  /** By owners' names, each owner's worst first. */
  Map<Owner, List<AffectedClient>> owned() {
    owned.values().forEach(clients -> clients.sort(AffectedClient.WORST_FIRST));
    return owned;
  }

  /** In no order. */
  List<AffectedClient> unowned() {
    return unowned;
  }

  /** What tells all of them from each other, whoever's they are. */
  Set<EntryKey> keys() {
    return Stream.concat(owned.values().stream(), Stream.of(unowned))
        .flatMap(List::stream)
        .map(AffectedClient::key)
        .collect(Collectors.toSet());
  }

  /** An owner by name, as the owners' file has it now; one that it lacks has no mail address. */
  Owner named(String owner) {
    return owners.named(owner).orElseGet(() -> new Owner(owner, "", Language.ENGLISH));
  }

  /** Parties by name, each with its worst effect: one may use several protocols and programs. */
  static Map<String, Effect> parties(List<AffectedClient> clients) {
    Map<String, Effect> parties = new HashMap<>();
    for (AffectedClient client : clients) {
      String party = client.named().party();
      parties.merge(party == null ? client.named().best() : party, client.effect(), Effect::or);
    }
    return parties;
  }
}
