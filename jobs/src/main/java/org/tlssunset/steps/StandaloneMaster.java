package org.tlssunset.steps;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tlssunset.console.FailedException;

/** A master of Spark's own cluster: whether it is there is told before Spark starts. */
final class StandaloneMaster {

  /** Spark's form: several masters, of which one leads, have commas between. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:spark://)?(\\[.+]|[^:]+):([0-9]{1,5})");

  private static final int PATIENCE_MILLIS = 5_000;

  private StandaloneMaster() {}

  /**
   * Fails where no standalone master answers: Spark itself would try for a minute, and then fail
   * with something else.
   *
   * @param master of any kind
   * @throws FailedException if none does
   */
  static void refuseUnreachable(String master) {
    if (!master.startsWith("spark://")) {
      return;
    }
    for (String one : master.split(",")) {
      Matcher address = ADDRESS.matcher(one);
      if (address.matches() && answers(address.group(1), Integer.parseInt(address.group(2)))) {
        return;
      }
    }
    throw new FailedException(
        "no Spark master answers at %s: check --master, and that the master runs"
            .formatted(master));
  }

  private static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException e) { // the latter: a port beyond 65535
      return false;
    }
  }
}
