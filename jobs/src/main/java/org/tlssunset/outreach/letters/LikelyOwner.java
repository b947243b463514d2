package org.tlssunset.outreach.letters;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.outreach.owners.UserName;

/**
 * Whose a client may be that nobody owns: the domain of who signed in, else the account; without
 * one, the domain of its name, else the name itself.
 *
 * @param by which of these it is; none if nothing is known
 */
record LikelyOwner(String name, By by) {

  /** What tells. */
  enum By {
    USER_DOMAIN("user domain"),
    USER("user"),
    NAME_DOMAIN("name's domain"),
    NAME("name"),
    NONE("");

    private final String words;

    By(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Whether it is a domain, which many share. */
    boolean isDomain() {
      return this == USER_DOMAIN || this == NAME_DOMAIN;
    }
  }

  /** Those of whom something is known first; in any case of letters. */
  static final Comparator<LikelyOwner> BY_NAME =
      Comparator.comparing((LikelyOwner owner) -> owner.by() == By.NONE)
          .thenComparing(owner -> owner.name().toLowerCase(Locale.ROOT), ClientProtocolCsv.BY_BYTES)
          .thenComparing(LikelyOwner::name, ClientProtocolCsv.BY_BYTES)
          .thenComparing(LikelyOwner::by);

  static LikelyOwner of(AffectedClient client) {
    String signedIn = client.named().user();
    if (signedIn != null && !signedIn.isBlank()) {
      UserName user = UserName.of(signedIn);
      return user.domain().isEmpty()
          ? new LikelyOwner(user.account(), By.USER)
          : new LikelyOwner(user.domain(), By.USER_DOMAIN);
    }
    return Stream.of(client.named().hostName(), client.named().clientName())
        .flatMap(Stream::ofNullable)
        .filter(name -> !name.isBlank())
        .findFirst()
        .map(LikelyOwner::ofName)
        .orElse(new LikelyOwner("", By.NONE));
  }

  /** An address, as some give in the place of a name, has no domain. */
  private static LikelyOwner ofName(String name) {
    int dot = name.indexOf('.');
    boolean hasDomain =
        dot > 0 && dot < name.length() - 1 && name.substring(dot).matches(".*[A-Za-z].*");
    return hasDomain
        ? new LikelyOwner(name.substring(dot + 1), By.NAME_DOMAIN)
        : new LikelyOwner(name, By.NAME);
  }
}
