package org.tlssunset.plan;

import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.oneOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.schema.FailureClass;
import org.tlssunset.schema.Family;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsOutcome;

/** Parties by chance, over a hundred days of which the last thirty are lately. */
final class MadeEvidence {

  static final int LAST = 100;

  private static final int LATELY = 71;

  private static final String[] OLD = {"SSL 3.0", "TLS 1.0", "TLS 1.1"};

  private static final String[] MODERN = {"TLS 1.2", "TLS 1.3", "TLS 1.4"};

  private MadeEvidence() {}

  /** What EX01, EX02, EX03 and the proxy KEMP could do: never an old version alone. */
  static Capabilities capabilities(Random random) {
    List<Policy.KnownCapability> known = new ArrayList<>();
    for (String end : List.of(MadeUse.SERVER, "EX02", "EX03", "KEMP")) {
      for (Family family : List.of(Family.HTTP, Family.SMTP)) {
        if (random.nextInt(3) > 0) {
          known.add(
              MadeParty.shown(
                  end, family, oneOf(random, "TLS 1.2", "TLS 1.3"), MadeUse.date(day(random))));
        }
      }
    }
    return Capabilities.of(known);
  }

  private static int day(Random random) {
    return between(random, 1, LAST);
  }

  /** A program's uses, each at another time. */
  static MadeParty party(Random random) {
    boolean isMail = random.nextBoolean();
    MadeParty party =
        new MadeParty(
            oneOf(random, Role.CLIENT, Role.CLIENT, Role.OWN_SERVER, Role.PROBE),
            isMail ? Protocol.SMTP : Protocol.EWS,
            oneOf(random, "alice", "alice", "alice", null),
            oneOf(random, 1L, 7L, null, 0L),
            List.of());
    int uses = between(random, 1, 6);
    for (int i = 0; i < uses; i++) {
      party = party.and(use(random, isMail, i));
    }
    return party;
  }

  private static EndUse use(Random random, boolean isMail, int minute) {
    if (!isMail && random.nextInt(4) == 0) {
      return told(random.nextBoolean() ? untold(random) : negotiated(random), random, minute)
          .behind("KEMP")
          .use();
    }
    MadeUse use = told(random.nextBoolean() ? negotiated(random) : other(random), random, minute);
    use = use.at(oneOf(random, MadeUse.SERVER, MadeUse.SERVER, "EX02", "EX03", null));
    if (!isMail) {
      return use.use();
    }
    use = use.over(oneOf(random, "Default", "Default", "Relay"));
    use = random.nextInt(4) == 0 ? use.signedIn() : use;
    return random.nextInt(4) == 0 ? use.messages(0).use() : use.messages(day(random)).use();
  }

  private static MadeUse negotiated(Random random) {
    return random.nextBoolean() ? old(random) : modern(random);
  }

  private static MadeUse old(Random random) {
    return MadeUse.of(oneOf(random, OLD), day(random));
  }

  private static MadeUse modern(Random random) {
    return MadeUse.of(oneOf(random, MODERN), day(random));
  }

  private static MadeUse untold(Random random) {
    return random.nextBoolean()
        ? old(random).impossible()
        : MadeUse.of(TlsOutcome.NOT_LOGGED, day(random));
  }

  private static MadeUse other(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> untold(random);
      case 1 -> MadeUse.of(TlsOutcome.CLEARTEXT, day(random));
      case 2 ->
          MadeUse.of(TlsOutcome.FAILED, day(random)).failed(oneOf(random, FailureClass.values()));
      default -> MadeUse.of(TlsOutcome.NONE, day(random));
    };
  }

  private static MadeUse told(MadeUse use, Random random, int minute) {
    int last = (int) use.use().proof().line();
    long requests = between(random, 1, 40);
    long lately = last < LATELY ? 0 : between(random, 1, (int) requests);
    return use.since(between(random, 1, last)).requests(requests, lately).later(minute);
  }

  /** One old use more, at a time of its own, of the kind that a party has. */
  static EndUse oldUse(Random random, MadeParty party) {
    return more(old(random), random, party);
  }

  /** The same of a modern use. */
  static EndUse modernUse(Random random, MadeParty party) {
    return more(modern(random), random, party);
  }

  private static EndUse more(MadeUse use, Random random, MadeParty party) {
    MadeUse more = told(use, random, 99).at(oneOf(random, MadeUse.SERVER, "EX02", null));
    return party.protocol() == Protocol.SMTP ? more.over("Default").use() : more.use();
  }
}
