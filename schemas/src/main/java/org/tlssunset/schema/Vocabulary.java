package org.tlssunset.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words that a column may hold, in whichever table it stands.
 *
 * @param meanings what each means, by the word as the tables have it; in order
 * @param others what it may hold beside them: names of what is yet to come, for instance
 */
public record Vocabulary(Map<String, String> meanings, Pattern others) {

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /** {@code TLS 1.4}, {@code 0x500}. */
  private static final Pattern VERSION = Pattern.compile("[A-Z]+ \\d+\\.\\d+|0x[0-9a-f]+");

  private static final Vocabulary VERSIONS = of(TlsVersion.values(), VERSION);

  private static final Map<String, Vocabulary> BY_COLUMN =
      Map.ofEntries(
          Map.entry("source", of(Source.values(), NOTHING)),
          Map.entry("direction", of(Direction.values(), NOTHING)),
          Map.entry("protocol", of(Protocol.values(), NOTHING)),
          Map.entry("client_ip_from", of(ClientIpFrom.values(), NOTHING)),
          Map.entry("tls_outcome", of(TlsOutcome.values(), NOTHING)),
          Map.entry("tls_hop", of(TlsHop.values(), NOTHING)),
          Map.entry("tls_version", VERSIONS),
          Map.entry("tls_version_first", VERSIONS),
          Map.entry("oldest_version", VERSIONS),
          Map.entry("failure_class", of(FailureClass.values(), NOTHING)),
          Map.entry("role", of(Role.values(), NOTHING)),
          Map.entry("how", of(MatchedBy.values(), NOTHING)),
          Map.entry("client_tls_outcome", of(TlsOutcome.values(), NOTHING)),
          Map.entry("client_tls_version", VERSIONS),
          Map.entry("state", of(FileState.values(), NOTHING)),
          Map.entry("family", of(Family.values(), NOTHING)),
          Map.entry("status", of(ClientStatus.values(), NOTHING)),
          Map.entry("change", of(Change.values(), NOTHING)),
          Map.entry("status_before", of(ClientStatus.values(), NOTHING)),
          Map.entry("effect", of(Effect.values(), NOTHING)),
          Map.entry("named_by", of(NamedBy.values(), NOTHING)),
          Map.entry(
              "kind", both(of(RejectReason.values(), NOTHING), of(ClientKind.values(), NOTHING))));

  private static Vocabulary of(Word[] words, Pattern others) {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (Word word : words) {
      meanings.put(word.label(), word.meaning());
    }
    return new Vocabulary(Collections.unmodifiableMap(meanings), others);
  }

  /** Of a column that two tables have, each with words of its own. */
  private static Vocabulary both(Vocabulary one, Vocabulary other) {
    Map<String, String> meanings = new LinkedHashMap<>(one.meanings);
    meanings.putAll(other.meanings);
    return new Vocabulary(Collections.unmodifiableMap(meanings), one.others);
  }

  /** The words, in order. */
  public List<String> words() {
    return List.copyOf(meanings.keySet());
  }

  /**
   * The words of a column.
   *
   * @param column its name, in any case
   * @return empty if it holds what logs or users have written
   */
  public static Optional<Vocabulary> ofColumn(String column) {
    return Optional.ofNullable(BY_COLUMN.get(column.toLowerCase(Locale.ROOT)));
  }

  /** Whether a row's column may be this. */
  public boolean mayBe(String value) {
    return meanings.containsKey(value) || others.matcher(value).matches();
  }
}
