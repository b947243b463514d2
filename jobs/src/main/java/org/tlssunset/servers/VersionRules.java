package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tlssunset.servers.registry.Export;

/** What is wrong with the versions of one server, or not known of them. */
final class VersionRules {

  private final ServerSettings server;
  private final List<Finding> found = new ArrayList<>();

  private VersionRules(ServerSettings server) {
    this.server = server;
  }

  static List<Finding> check(ServerSettings server) {
    VersionRules rules = new VersionRules(server);
    if (server.exports().isEmpty()) {
      rules.add(FindingCode.NO_EXPORT, "exports");
    }
    rules.windows();
    rules.exchange();
    return rules.found;
  }

  private void windows() {
    WindowsVersion windows = server.windows();
    Inventory.Entry listed = server.listed();
    String written = listed == null ? "" : listed.windows();
    if (windows == null) {
      String said = first(server.exports().stream().map(Export::windows).toList(), written);
      add(FindingCode.UNKNOWN_WINDOWS, "Windows", said);
      return;
    }
    Optional<WindowsVersion> other = WindowsVersion.ofText(written);
    if (other.isPresent() && other.get() != windows) {
      add(FindingCode.VERSIONS_DISAGREE, "Windows", windows.label(), other.get().label());
    }
  }

  private void exchange() {
    ExchangeBuild exchange = server.exchange();
    Inventory.Entry listed = server.listed();
    String written = listed == null ? "" : listed.exchange();
    if (exchange == null) {
      String said = first(server.exports().stream().map(Export::exchange).toList(), written);
      add(FindingCode.UNKNOWN_EXCHANGE, "Exchange", said);
      return;
    }
    Optional<ExchangeBuild> other = ExchangeBuild.ofText(written);
    if (other.isPresent() && isOther(other.get(), exchange)) {
      add(FindingCode.VERSIONS_DISAGREE, "Exchange", exchange.label(), other.get().label());
    }
    Optional<ExchangeBuild> forTls12 = ExchangeUpdates.neededForTls12(exchange);
    Optional<ExchangeBuild> toRetire = ExchangeUpdates.neededToRetire(exchange);
    if (forTls12.isPresent()) {
      add(FindingCode.EXCHANGE_TOO_OLD, "Exchange", exchange.label(), forTls12.get().label());
    } else if (toRetire.isPresent()) {
      add(FindingCode.EXCHANGE_KEEPS_OLD_TLS, "Exchange", exchange.label(), toRetire.get().label());
    }
    if (exchange.version() == ExchangeVersion.EXCHANGE_2010
        || exchange.version() == ExchangeVersion.EXCHANGE_2013) {
      add(FindingCode.POP_IMAP_KEEP_OLD_TLS, "POP and IMAP", exchange.label());
    }
  }

  private static boolean isOther(ExchangeBuild listed, ExchangeBuild exchange) {
    Integer one = listed.update();
    Integer its = exchange.update();
    return listed.version() != exchange.version()
        || (one != null && its != null && !one.equals(its));
  }

  private static String first(List<String> exported, String listed) {
    return exported.stream()
        .filter(text -> !text.isBlank())
        .findFirst()
        .or(() -> Optional.of(listed).filter(text -> !text.isBlank()))
        .map("'%s', which is none of those that are known"::formatted)
        .orElse("not told");
  }

  private void add(FindingCode code, String subject, Object... details) {
    found.add(code.of(server.server(), subject, details));
  }
}
