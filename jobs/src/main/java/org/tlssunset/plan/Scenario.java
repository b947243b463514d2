package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.WeakSuites;
import org.tlssunset.schema.TlsVersion;

/**
 * What is to be switched off, where and when.
 *
 * @param versions of TLS; empty if it is an algorithm of cipher suites
 * @param suites the algorithm, in the place of its kind; null if it is versions
 * @param ends where
 * @param protocols over which; empty: all
 * @param direction null: both
 * @param on when; null if no day is planned
 */
public record Scenario(
    Set<String> versions,
    @Nullable WeakSuites suites,
    Ends ends,
    Set<String> protocols,
    @Nullable String direction,
    @Nullable LocalDate on)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * TLS ends.
   *
   * @param kind all servers of ours, one end by its name, or all that there are
   * @param name null unless it is one
   */
  public record Ends(Kind kind, @Nullable String name) implements Serializable {

    private static final long serialVersionUID = 1;

    /** Which ends. */
    public enum Kind {
      SERVERS,
      NAMED,
      EVERYWHERE
    }

    /** All servers of our own. */
    public static final Ends SERVERS = new Ends(Kind.SERVERS, null);

    /** Those that a word names, in any case: servers, everywhere, or one by its name. */
    static Ends of(String word) {
      return switch (word.strip().toLowerCase(Locale.ROOT)) {
        case "servers" -> SERVERS;
        case "everywhere" -> new Ends(Kind.EVERYWHERE, null);
        default -> new Ends(Kind.NAMED, word.strip());
      };
    }

    /** Whether one of them is where a use was; a server whose name is not known may be any. */
    boolean holds(EndUse.End end) {
      return switch (kind) {
        case SERVERS -> end.proxy() == null;
        case EVERYWHERE -> true;
        case NAMED -> {
          String named = end.proxy() == null ? end.server() : end.proxy();
          yield named == null || named.equalsIgnoreCase(name);
        }
      };
    }

    /** Whether a proxy's own connection ends there that a use came through. */
    boolean holdsBehindProxy(EndUse.End end) {
      String server = end.server();
      return kind != Kind.NAMED || server == null || server.equalsIgnoreCase(name);
    }

    /** Whether a server is one of them, or they are no named server. */
    boolean mayBe(String server) {
      return name == null || server.equalsIgnoreCase(name);
    }

    /**
     * Whether they are servers of ours, and no proxies.
     *
     * @param proxies names of listed ones, in lower case
     */
    boolean isServers(Set<String> proxies) {
      return kind == Kind.SERVERS
          || (name != null && !proxies.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** As the option has it. */
    public String text() {
      return switch (kind) {
        case SERVERS -> "servers";
        case EVERYWHERE -> "everywhere";
        case NAMED -> String.valueOf(name);
      };
    }
  }

  /**
   * Versions that are to be switched off.
   *
   * @param names of versions, however they are spelled; each may hold several, with commas between
   * @param at servers, everywhere, or the name of a server or proxy
   * @throws IllegalArgumentException if one is no version; the message begins behind the key
   */
  public static Scenario of(List<String> names, String at, @Nullable LocalDate on) {
    TreeSet<String> versions = new TreeSet<>();
    for (String name : names) {
      for (String one : name.split(",", -1)) {
        versions.add(
            TlsVersion.ofText(one.strip())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "holds '%s', no version: give them as TLS1.0,TLS1.1"
                                .formatted(one.strip()))));
      }
    }
    return new Scenario(versions, null, Ends.of(at), Set.of(), null, on);
  }

  /**
   * The same, of an algorithm of cipher suites.
   *
   * @param algorithm one, in the place of its kind
   */
  public Scenario ofSuite(WeakSuites algorithm) {
    return new Scenario(Set.of(), algorithm, ends, protocols, direction, on);
  }

  /**
   * The same over some protocols, in one direction.
   *
   * @param some empty: all
   * @param one null: both
   */
  public Scenario over(Set<String> some, @Nullable String one) {
    return new Scenario(versions, suites, ends, some, one, on);
  }

  /** The same at other ends. */
  Scenario at(Ends others) {
    return new Scenario(versions, suites, others, protocols, direction, on);
  }

  /** The same at one server alone. */
  Scenario at(String server) {
    return new Scenario(
        versions, suites, new Ends(Ends.Kind.NAMED, server), protocols, direction, on);
  }

  /** Whether a party's use over a protocol is concerned at all. */
  public boolean concerns(String ofDirection, String protocol) {
    return (direction == null || direction.equals(ofDirection))
        && (protocols.isEmpty() || protocols.contains(protocol));
  }

  /**
   * Whether a use needed what goes, wherever it was; null if the log does not tell the algorithm
   * that is asked for.
   */
  @Nullable Boolean needed(EndUse use) {
    String version = use.tls().version();
    if (suites == null) {
      return version != null && versions.contains(version);
    }
    return use.tls().isSuiteTold() ? (Boolean) suites.holds(use.tls().weak()) : null;
  }

  /** The same; what cannot be told is none. */
  boolean takes(EndUse use) {
    return use.tls().isPossible()
        && use.tls().version() != null
        && Boolean.TRUE.equals(needed(use));
  }

  /** Whether a version stays. */
  boolean leaves(String version) {
    return !versions.contains(version);
  }

  /** The same, of other versions. */
  Scenario of(Set<String> others) {
    return new Scenario(others, null, ends, protocols, direction, on);
  }

  /** The same, of one of the versions alone. */
  Scenario of(String version) {
    return new Scenario(Set.of(version), null, ends, protocols, direction, on);
  }

  /** {@code TLS 1.0, TLS 1.1}, {@code all before TLS 1.2}, or the algorithm. */
  public String what() {
    if (suites != null) {
      return suites.names();
    }
    for (TlsVersion version : TlsVersion.values()) {
      if (versions.size() > 2 && versions.equals(before(version.label()))) {
        return "all before " + version.label();
      }
    }
    return String.join(", ", versions);
  }

  /** All versions that are older than one. */
  public static Set<String> before(String version) {
    TreeSet<String> older = new TreeSet<>();
    for (TlsVersion each : TlsVersion.values()) {
      if (TlsVersion.isOlder(each.label(), version)) {
        older.add(each.label());
      }
    }
    return older;
  }
}
