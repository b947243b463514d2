package org.tlssunset.synthetic.party;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The days of the organisation, the servers without logs, and what is configured. */
final class Organisation {

  /** The first of the days on which nearly all happens. */
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);

  static final int DAYS = 4;

  /** A year before, of which some logs are left. */
  static final LocalDate FORMER_DAY = FIRST_DAY.minusYears(1);

  /** On this one of the days, from 0, {@link Proxy#FORMER} is gone and the later one there. */
  static final int PROXIES_CHANGE = 2;

  /** The address that both {@code EX01} and {@code EX02} have. */
  static final String SHARED_ADDRESS = "10.0.0.20";

  /** A server whose logs are missing, and which is configured. */
  static final String CONFIGURED_SERVER = "10.0.0.15";

  /** One in the network of own servers. */
  static final String SERVER_OF_NETWORK = "10.0.5.3";

  /** One whose logs are missing, and of which nothing is configured. */
  static final String UNKNOWN_SERVER = "10.0.0.17";

  private Organisation() {}

  /** What is configured, as HOCON: the block {@code tls-sunset}. */
  static String configuration() {
    return """
        tls-sunset {
          proxies = [
            %s
          ]
          servers { EX01 = ["10.0.0.11"], EX05 = ["%s"] }
          own-networks = ["10.0.5.0/28"]
          server-name-pattern = "/(?<server>EX[0-9]+)/"
        }
        """
        .formatted(
            Arrays.stream(Proxy.values())
                .map(Proxy::configured)
                .collect(Collectors.joining("\n    ")),
            CONFIGURED_SERVER);
  }
}
