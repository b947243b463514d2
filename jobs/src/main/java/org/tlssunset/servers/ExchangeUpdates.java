package org.tlssunset.servers;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which updates of Exchange do what the registry asks for: guidance, part 2. TLS 1.2 came with the
 * updates behind September 2017, doing without the old versions with those of March 2018.
 */
final class ExchangeUpdates {

  private ExchangeUpdates() {}

  /**
   * The update that TLS 1.2 needs, if the one that is there is known to be older.
   *
   * @param exchange null if it is not known
   */
  static Optional<ExchangeBuild> neededForTls12(@Nullable ExchangeBuild exchange) {
    return needed(exchange, 18, 7);
  }

  /**
   * The update that is needed to switch old versions off, if the one that is there is known to be
   * older.
   *
   * @param exchange null if it is not known
   */
  static Optional<ExchangeBuild> neededToRetire(@Nullable ExchangeBuild exchange) {
    return needed(exchange, 20, 9);
  }

  private static Optional<ExchangeBuild> needed(
      @Nullable ExchangeBuild exchange, int of2013, int of2016) {
    if (exchange == null) {
      return Optional.empty();
    }
    int update =
        switch (exchange.version()) {
          case EXCHANGE_2013 -> of2013;
          case EXCHANGE_2016 -> of2016;
          default -> 0;
        };
    return exchange.isBefore(update)
        ? Optional.of(new ExchangeBuild(exchange.version(), update))
        : Optional.empty();
  }
}
