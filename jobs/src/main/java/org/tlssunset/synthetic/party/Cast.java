package org.tlssunset.synthetic.party;

import java.util.List;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.HttpProgram;
import org.tlssunset.synthetic.Tls;

/** Makes callers: every second one is an old one. */
public final class Cast {

  private static final List<Tls> LEGACY =
      List.of(Tls.TLS10, Tls.TLS10_3DES, Tls.TLS10, Tls.TLS11, Tls.SSL3);
  private static final List<Tls> MODERN = List.of(Tls.TLS12, Tls.TLS12_GCM, Tls.TLS12, Tls.TLS13);
  private static final List<HttpProgram> OLD_PROGRAMS =
      List.of(HttpProgram.OUTLOOK_2010, HttpProgram.OLD_PHONE, HttpProgram.ERP);
  private static final List<HttpProgram> NEW_PROGRAMS =
      List.of(HttpProgram.OUTLOOK, HttpProgram.PHONE, HttpProgram.MAC_MAIL, HttpProgram.BROWSER);

  private final Dice dice;
  private int number;

  public Cast(Dice dice) {
    this.dice = dice;
  }

  /** A host of the company's. */
  public Caller inside() {
    number++;
    return caller("pc%03d.corp.example", "10.20.%d.%d".formatted(number / 200, 10 + number % 200));
  }

  /** A host on the Internet, of either family. */
  public Caller outside() {
    number++;
    return caller(
        "mx%03d.fabrikam.example",
        number % 5 == 0
            ? "2001:db8:5:%x::%x".formatted(number, 0xa0 + dice.below(4000))
            : "81.%d.%d.%d".formatted(20 + number / 200, number % 200, 1 + dice.below(250)));
  }

  /** A host at a given address. */
  public Caller at(String address) {
    number++;
    return caller("host%03d.corp.example", address);
  }

  private Caller caller(String name, String address) {
    boolean isOld = number % 2 == 0;
    return new Caller(
        name.formatted(number),
        address,
        "CORP\\user" + number,
        dice.oneOf(isOld ? OLD_PROGRAMS : NEW_PROGRAMS).version(dice),
        dice.oneOf(isOld ? LEGACY : MODERN));
  }

  /** A network of IPv6 in which nobody else is, without its last part: {@code 2001:db8:77:1}. */
  String network() {
    number++;
    return "2001:db8:77:%x".formatted(number);
  }
}
