package org.tlssunset.outreach.owners;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tlssunset.party.Network;

/**
 * Whose clients are. The most specific line wins: first one that writes a user out, then a single
 * address, a name that is written out, a pattern of users, one of names (of two patterns, the one
 * with more characters besides its wildcards), a network (the longest prefix), a domain of users.
 * Where two lines agree in that, their next conditions are compared; one with more conditions beats
 * one with fewer, and of equals the later line wins.
 *
 * <p>An owner's name is one owner, in any case: mail and language are those of its last line that
 * gives them.
 */
public final class Owners {

  /** Nobody is known. */
  public static final Owners NONE = new Owners(List.of());

  private final Map<Network, List<OwnerRule>> byNetwork = new HashMap<>();
  private final TreeSet<Integer> prefixes = new TreeSet<>();
  private final List<OwnerRule> others = new ArrayList<>();
  private final Map<String, Owner> owners = new HashMap<>();

  /**
   * @param rules in the order of their lines
   */
  Owners(List<OwnerRule> rules) {
    for (OwnerRule rule : rules) {
      owners.merge(key(rule.owner().name()), rule.owner(), Owners::latest);
      Optional<Network> network = rule.network();
      if (network.isPresent()) {
        byNetwork.computeIfAbsent(network.get(), each -> new ArrayList<>()).add(rule);
        prefixes.add(network.get().prefixLength());
      } else {
        others.add(rule);
      }
    }
    others.sort(OwnerRule.FIRST_COUNTS);
  }

  private static Owner latest(Owner before, Owner now) {
    return new Owner(
        before.name(), now.mail().isEmpty() ? before.mail() : now.mail(), now.language());
  }

  private static String key(String owner) {
    return owner.toLowerCase(Locale.ROOT);
  }

  /** An owner by name, in any case; empty if no line has it. */
  public Optional<Owner> named(String name) {
    return Optional.ofNullable(owners.get(key(name)));
  }

  /** A client's owner; empty if no line fits. */
  public Optional<Owner> of(Subject subject) {
    Stream<OwnerRule> inNetworks =
        Stream.ofNullable(subject.address())
            .flatMap(
                address ->
                    prefixes.stream().flatMap(prefix -> Network.around(address, prefix).stream()))
            .flatMap(network -> byNetwork.getOrDefault(network, List.of()).stream())
            .filter(rule -> rule.fits(subject));
    Stream<OwnerRule> elsewhere =
        others.stream().filter(rule -> rule.fits(subject)).limit(1); // they are sorted
    return Stream.concat(inNetworks, elsewhere)
        .min(OwnerRule.FIRST_COUNTS)
        .map(rule -> owners.get(key(rule.owner().name())));
  }
}
