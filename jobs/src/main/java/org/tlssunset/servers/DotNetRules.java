package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tlssunset.servers.registry.Lookup;

/** What is wrong with the .NET that one server's Exchange stands on. */
final class DotNetRules {

  private DotNetRules() {}

  static List<Finding> check(ServerSettings server) {
    List<Finding> found = new ArrayList<>();
    for (DotNet dotNet : server.neededDotNets()) {
      List<Hive> untold = new ArrayList<>();
      for (Hive hive : Hive.values()) {
        if (!server.systemDefault(dotNet, hive).isKnown()) {
          untold.add(hive);
        }
        check(
            server,
            subject(dotNet, hive),
            dotNet.path(hive),
            server.systemDefault(dotNet, hive),
            server.strongCrypto(dotNet, hive),
            found);
      }
      untold(server, dotNet, untold, found);
    }
    return found;
  }

  private static String subject(DotNet dotNet, Hive hive) {
    return "%s %s".formatted(dotNet.label(), hive.label());
  }

  /** One finding where neither is told. */
  private static void untold(
      ServerSettings server, DotNet dotNet, List<Hive> hives, List<Finding> found) {
    if (hives.isEmpty()) {
      return;
    }
    boolean isAll = hives.size() == Hive.values().length;
    found.add(
        FindingCode.NOT_TOLD.of(
            server.server(),
            isAll ? dotNet.label() : subject(dotNet, hives.get(0)),
            hives.stream().map(dotNet::path).collect(Collectors.joining(", "))));
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
      case ON, UNKNOWN -> {
        // As the guidance wants it, or told as a whole.
      }
      case OFF, ABSENT ->
          found.add(FindingCode.NET_OWN_PROTOCOLS.of(name, subject, path, systemDefault.shown()));
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
