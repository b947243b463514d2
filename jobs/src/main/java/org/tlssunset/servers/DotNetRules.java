package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.List;
import org.tlssunset.servers.registry.Lookup;

/** What is wrong with the .NET that one server's Exchange stands on. */
final class DotNetRules {

  private DotNetRules() {}

  static List<Finding> check(ServerSettings server) {
    List<Finding> found = new ArrayList<>();
    for (DotNet dotNet : server.neededDotNets()) {
      for (Hive hive : Hive.values()) {
        check(
            server,
            "%s %s".formatted(dotNet.label(), hive.label()),
            dotNet.path(hive),
            server.systemDefault(dotNet, hive),
            server.strongCrypto(dotNet, hive),
            found);
      }
    }
    return found;
  }

  private static void check(
      ServerSettings server,
      String subject,
      String path,
      Lookup systemDefault,
      Lookup strongCrypto,
      List<Finding> found) {
    String name = server.server();
    switch (Flag.of(systemDefault)) {
      case ON -> {
        // As the guidance wants it.
      }
      case OFF, ABSENT ->
          found.add(FindingCode.NET_OWN_PROTOCOLS.of(name, subject, path, systemDefault.shown()));
      case UNKNOWN -> found.add(FindingCode.NOT_TOLD.of(name, subject, path));
    }
    Flag strong = Flag.of(strongCrypto);
    if (strong == Flag.OFF || strong == Flag.ABSENT) {
      found.add(FindingCode.NET_WEAK_CRYPTO.of(name, subject, path, strongCrypto.shown()));
    }
    wrongType(name, subject, path, SchannelKeys.SYSTEM_DEFAULT, systemDefault, found);
    wrongType(name, subject, path, SchannelKeys.STRONG_CRYPTO, strongCrypto, found);
  }

  private static void wrongType(
      String server, String subject, String path, String name, Lookup value, List<Finding> found) {
    if (Flag.isOfWrongType(value)) {
      found.add(FindingCode.WRONG_TYPE.of(server, subject, path, name, value.shown()));
    }
  }
}
