package org.tlssunset.outreach.owners;

import java.util.Comparator;
import org.tlssunset.party.Network;

/** What a line of the owners' file asks of a client. */
sealed interface Condition {

  /** The more specific first: by the kind, then by how much is written out. */
  Comparator<Condition> MOST_SPECIFIC_FIRST =
      Comparator.comparing(Condition::rank)
          .thenComparing(Condition::weight, Comparator.reverseOrder());

  /** The kinds of conditions, the most specific first. */
  enum Rank {
    USER,
    ADDRESS,
    NAME,
    USERS,
    NAMES,
    NETWORK,
    DOMAIN
  }

  boolean fits(Subject subject);

  Rank rank();

  /** Of two of one rank the greater is the more specific. */
  int weight();

  /** The client's address is in a network. */
  record InNetwork(Network network) implements Condition {

    @Override
    public boolean fits(Subject subject) {
      return subject.address() != null && network.contains(subject.address());
    }

    @Override
    public Rank rank() {
      return network.isAddress() ? Rank.ADDRESS : Rank.NETWORK;
    }

    @Override
    public int weight() {
      return network.prefixLength();
    }
  }

  /** One of the client's names fits. */
  record Named(TextPattern pattern) implements Condition {

    @Override
    public boolean fits(Subject subject) {
      return subject.names().stream().anyMatch(pattern::fits);
    }

    @Override
    public Rank rank() {
      return pattern.isWhole() ? Rank.NAME : Rank.NAMES;
    }

    @Override
    public int weight() {
      return pattern.letters();
    }
  }

  /**
   * Who signed in fits.
   *
   * @param isOfAnyDomain whether the pattern names no domain, and so the account alone is asked for
   */
  record SignedIn(TextPattern pattern, boolean isOfAnyDomain) implements Condition {

    static SignedIn of(String text) {
      return new SignedIn(new TextPattern(text), text.indexOf('\\') < 0 && text.indexOf('@') < 0);
    }

    @Override
    public boolean fits(Subject subject) {
      String user = subject.user();
      return user != null
          && (pattern.fits(user) || (isOfAnyDomain && pattern.fits(UserName.of(user).account())));
    }

    @Override
    public Rank rank() {
      return pattern.isWhole() ? Rank.USER : Rank.USERS;
    }

    @Override
    public int weight() {
      return pattern.letters();
    }
  }

  /** Who signed in is of a domain. */
  record OfDomain(String domain) implements Condition {

    @Override
    public boolean fits(Subject subject) {
      return subject.user() != null
          && UserName.of(subject.user()).domain().equalsIgnoreCase(domain);
    }

    @Override
    public Rank rank() {
      return Rank.DOMAIN;
    }

    @Override
    public int weight() {
      return domain.length();
    }
  }
}
