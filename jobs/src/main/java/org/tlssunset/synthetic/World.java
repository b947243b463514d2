package org.tlssunset.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An organisation: its mail servers and who calls them. */
record World(List<MailServer> servers, List<Client> clients) {

  /** A kind of client and its story; one for each, in turn. */
  private record Role(ClientKind kind, Story story) {}

  /** The makers' own, with the end of the network address in them; the first has none. */
  private static final List<String> FACTORY_NAMES =
      List.of("", "BRN001BA9%06X", "NPI%06X", "RNP002673%06X");

  private static final List<Role> CAST =
      List.of(
          new Role(ClientKind.OUTLOOK, Story.MODERN),
          new Role(ClientKind.PRINTER, Story.CLEARTEXT),
          new Role(ClientKind.SCANNER, Story.LEGACY),
          new Role(ClientKind.PARTNER, Story.MODERN),
          new Role(ClientKind.OUTLOOK_2010, Story.LEGACY),
          new Role(ClientKind.PHONE, Story.MODERN),
          new Role(ClientKind.OUTLOOK, Story.NEWEST),
          new Role(ClientKind.SCANNER, Story.MIGRATES),
          new Role(ClientKind.PARTNER, Story.LEGACY),
          new Role(ClientKind.OUTLOOK_2010, Story.MIGRATES),
          new Role(ClientKind.BROWSER, Story.NEWEST),
          new Role(ClientKind.OLD_PHONE, Story.LEGACY),
          new Role(ClientKind.PARTNER, Story.MIXED),
          new Role(ClientKind.ERP, Story.LEGACY),
          new Role(ClientKind.SUBMITTER, Story.MIXED),
          new Role(ClientKind.OUTLOOK, Story.MODERN),
          new Role(ClientKind.PARTNER, Story.FAILS),
          new Role(ClientKind.MONITOR, Story.PORT_CHECK),
          new Role(ClientKind.OUTLOOK_MOBILE, Story.MODERN),
          new Role(ClientKind.PARTNER, Story.CLEARTEXT),
          new Role(ClientKind.OLD_PHONE, Story.MIGRATES),
          new Role(ClientKind.PARTNER, Story.MIGRATES),
          new Role(ClientKind.OUTLOOK, Story.MODERN),
          new Role(ClientKind.MAC, Story.MIXED),
          new Role(ClientKind.CRAWLER, Story.CLEARTEXT),
          new Role(ClientKind.SUBMITTER, Story.LEGACY),
          new Role(ClientKind.PARTNER, Story.UNREACHABLE),
          new Role(ClientKind.ADMIN, Story.MODERN),
          new Role(ClientKind.REST_APP, Story.MODERN),
          new Role(ClientKind.SUBMITTER, Story.FAILS),
          new Role(ClientKind.PRINTER, Story.LEGACY),
          new Role(ClientKind.PARTNER, Story.NEWEST),
          new Role(ClientKind.PHONE, Story.MODERN),
          new Role(ClientKind.MAC, Story.MODERN),
          new Role(ClientKind.OUTLOOK_2010, Story.MIXED),
          new Role(ClientKind.SUBMITTER, Story.MIGRATES),
          new Role(ClientKind.BROWSER, Story.MODERN),
          new Role(ClientKind.SCANNER, Story.CLEARTEXT),
          new Role(ClientKind.ERP, Story.MIGRATES),
          new Role(ClientKind.OUTLOOK, Story.MODERN));

  private static final List<String> COMPANIES =
      List.of(
          "fabrikam.com",
          "northwind.example",
          "tailspin.example",
          "adatum.com",
          "litware.example",
          "wingtip.example",
          "proseware.com",
          "margies.example",
          "alpine-ski.example",
          "vanarsdel.com");

  private static final List<String> FIRST_NAMES =
      List.of(
          "anna", "ben", "carla", "david", "elif", "frank", "grace", "hugo", "ines", "jonas",
          "karin", "luca");

  private static final List<String> LAST_NAMES =
      List.of(
          "meier",
          "novak",
          "rossi",
          "smith",
          "garcia",
          "kowalski",
          "jensen",
          "dubois",
          "yilmaz",
          "huber",
          "keller");

  private static final List<Tls> LEGACY =
      List.of(Tls.TLS10, Tls.TLS10, Tls.TLS10_3DES, Tls.TLS11, Tls.TLS10, Tls.TLS10_3DES, Tls.SSL3);

  private static final String PROXY = "10.0.9.5";

  static World of(ArchiveShape shape, Dice dice) {
    List<MailServer> servers = new ArrayList<>();
    servers.add(
        new MailServer(
            0, "EX01", "ex01.corp.contoso.com", "10.0.0.11", "10.0.0.11", "10.0.0.11", 0));
    servers.add(
        new MailServer(
            1,
            "EX02",
            "ex02.corp.contoso.com",
            "10.0.0.12",
            "fe80::54d8:6a1c:e0d1:7f2b%12",
            "fe80::54d8:6a1c:e0d1:7f2b",
            shape.days() / 3));
    if (shape.nasty()) {
      servers.add(
          new MailServer(
              2,
              "EX03",
              "ex03.corp.contoso.com",
              "10.0.0.13",
              "10.0.0.13",
              "10.0.0.13",
              Integer.MAX_VALUE));
    }
    Dice versions = dice.split(1);
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < shape.clients(); i++) {
      clients.add(client(i, shape, servers.size(), versions.split(i), dice));
    }
    if (shape.intermediaries()) {
      clients.add(stranger());
    }
    return new World(servers, clients);
  }

  private static Client stranger() {
    return new Client(
        ClientKind.STRANGER,
        Story.LEGACY,
        HttpProgram.STRANGER,
        "app.stranger.example",
        "203.0.113.66",
        "203.0.113.66",
        "CONTOSO\\svc-import",
        Tls.TLS10,
        Tls.TLS12,
        0,
        1,
        0,
        null);
  }

  private static Client client(
      int index, ArchiveShape shape, int servers, Dice versions, Dice dice) {
    Role role = CAST.get(index % CAST.size());
    ClientKind kind = role.kind();
    HttpProgram program = kind.program();
    String company =
        kind == ClientKind.PARTNER ? COMPANIES.get(index % COMPANIES.size()) : "corp.contoso.com";
    String name = hostName(kind, index) + "." + company;
    String address =
        kind.isOutside()
            ? "%d.%d.%d.%d"
                .formatted(
                    81 + index % 13, 20 + index / 256 % 200, index % 256, 1 + dice.below(254))
            : "10.%d.%d.%d".formatted(20 + index / 50_000, index / 200 % 250, 10 + index % 200);
    String spelling = address;
    if (shape.nasty() && index % 5 == 3) {
      String tail = Integer.toHexString(index + 0xa0);
      address = "2001:db8:5::" + tail;
      spelling = index % 2 == 0 ? address : "2001:0DB8:0005::" + tail.toUpperCase(Locale.ROOT);
    } else if (shape.nasty() && index % 11 == 4) {
      spelling = "::ffff:" + address;
    }
    return new Client(
        kind,
        role.story(),
        program == null ? null : program.version(versions),
        name,
        address,
        spelling,
        user(kind, index, dice),
        program == null || kind == ClientKind.ERP ? dice.oneOf(LEGACY) : Tls.TLS10,
        dice.oneIn(5) ? Tls.TLS12_GCM : Tls.TLS12,
        1 + dice.below(Math.max(1, shape.days() - 1)),
        Math.min(20, 0.3 * Math.pow(1 - dice.fraction(), -0.7)),
        dice.below(servers),
        proxy(kind, shape, dice));
  }

  /** Printers are called what their makers called them, unless somebody took the trouble. */
  private static String hostName(ClientKind kind, int index) {
    int one = index / CAST.size() % FACTORY_NAMES.size();
    return kind == ClientKind.PRINTER && one > 0
        ? FACTORY_NAMES.get(one).formatted(0xa90000 + index)
        : "%s%03d".formatted(kind.prefix(), index + 1);
  }

  private static @Nullable String proxy(ClientKind kind, ArchiveShape shape, Dice dice) {
    if (shape.intermediaries()) {
      return kind.isMobile() ? PROXY : null;
    }
    boolean mayHaveOne = kind == ClientKind.PHONE || kind == ClientKind.OLD_PHONE;
    return mayHaveOne && dice.oneIn(2) ? PROXY : null;
  }

  private static @Nullable String user(ClientKind kind, int index, Dice dice) {
    return switch (kind) {
      case PRINTER, SCANNER, CRAWLER, PARTNER, MONITOR -> null;
      case ERP, SUBMITTER, REST_APP -> "CONTOSO\\svc-" + kind.prefix() + (index + 1);
      default -> "CONTOSO\\" + dice.oneOf(FIRST_NAMES) + "." + dice.oneOf(LAST_NAMES) + (index + 1);
    };
  }
}
