package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.List;
import org.tlssunset.servers.registry.Lookup;

/** What is wrong with the algorithms, the cipher suites and the renegotiation of one server. */
final class CipherRules {

  private CipherRules() {}

  static List<Finding> check(ServerSettings server) {
    List<Finding> found = new ArrayList<>();
    server.cipherOrder().ifPresent(order -> check(server.server(), order, found));
    server.algorithms().forEach(each -> check(server.server(), each, found));
    for (Renegotiation each : Renegotiation.insecure()) {
      Lookup value = server.look(SchannelKeys.SCHANNEL, each.value());
      if (Flag.of(value) == Flag.ON) {
        found.add(
            FindingCode.INSECURE_RENEGOTIATION.of(
                server.server(),
                "renegotiation " + each.side().label(),
                SchannelKeys.SCHANNEL,
                each.value(),
                value.shown()));
      }
    }
    return found;
  }

  private static void check(String server, CipherOrder order, List<Finding> found) {
    if (!order.hidden().isEmpty() && !order.hidden().equals(order.suites())) {
      found.add(
          FindingCode.POLICY_HIDES_ORDER.of(
              server, "cipher suites", order.from(), order.suites().size(), order.hidden().size()));
    }
    if (!order.weakFirst().isEmpty()) {
      found.add(
          FindingCode.WEAK_SUITES_FIRST.of(
              server, "cipher suites", order.from(), String.join(", ", order.weakFirst())));
    }
  }

  private static void check(String server, AlgorithmState state, List<Finding> found) {
    String subject = state.kind() + " " + state.name();
    Flag enabled = Flag.of(state.enabled());
    if (enabled == Flag.OFF && state.isNeeded()) {
      found.add(FindingCode.NEEDED_ALGORITHM_OFF.of(server, subject, state.path()));
    } else if (enabled == Flag.ON && state.isWeak()) {
      found.add(
          FindingCode.WEAK_ALGORITHM_ON.of(server, subject, state.path(), state.enabled().shown()));
    } else if (Flag.isOfWrongType(state.enabled())) {
      found.add(
          FindingCode.WRONG_TYPE.of(
              server, subject, state.path(), SchannelKeys.ENABLED, state.enabled().shown()));
    }
  }
}
