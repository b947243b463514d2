package org.tlssunset.synthetic.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.party.TruthBook;
import org.tlssunset.synthetic.plan.Node.Abilities;

/**
 * The servers, whose names are dealt out anew in each archive.
 *
 * @param full has all versions
 * @param late gets TLS 1.2 on {@link PlanDays#SWITCH_ON} where it is called; where it calls it has
 *     it before
 * @param limited never gets it for mail, but has it for web services
 * @param reticent does not log the TLS of web services
 * @param lost its logs are missing
 */
record Site(Node full, Node late, Node limited, Node reticent, Node lost) {

  private static final Versions LATE =
      Versions.TO_TLS_1_1.until(PlanDays.SWITCH_ON, Versions.TO_TLS_1_2);

  private static final Abilities COMMON =
      new Abilities(Versions.ALL_TO_TLS_1_2, Versions.ALL_TO_TLS_1_2, Versions.TO_TLS_1_2);

  static Site of(TruthBook book, Dice dice) {
    List<Integer> numbers = new ArrayList<>(IntStream.rangeClosed(1, 5).boxed().toList());
    List<Integer> dealt = new ArrayList<>();
    while (!numbers.isEmpty()) {
      dealt.add(numbers.remove(dice.below(numbers.size())));
    }
    Abilities newest = new Abilities(Versions.ALL_TO_TLS_1_2, Versions.ALL, Versions.TO_TLS_1_2);
    Abilities late = new Abilities(LATE, LATE, Versions.TO_TLS_1_2);
    Abilities limited = new Abilities(Versions.TLS_1_0, Versions.ALL_TO_TLS_1_2, Versions.TLS_1_0);
    return new Site(
        Node.of(dealt.get(0), newest, true, book),
        Node.of(dealt.get(1), late, true, book),
        Node.of(dealt.get(2), limited, true, book),
        Node.of(dealt.get(3), COMMON, false, book),
        Node.of(dealt.get(4), COMMON, true, book).losingLogs());
  }

  /** All, by their names. */
  List<Node> nodes() {
    return Stream.of(full, late, limited, reticent, lost)
        .sorted(Comparator.comparing(Node::name))
        .toList();
  }

  /** Where versions can be switched off. */
  List<String> places() {
    return Stream.of(
            Stream.of(PlanScenario.SERVERS, PlanScenario.EVERYWHERE),
            nodes().stream().map(Node::name),
            Arrays.stream(ListedProxy.values()).map(ListedProxy::listedName))
        .flatMap(places -> places)
        .toList();
  }

  /** What is configured, as HOCON: the block {@code tls-sunset}. */
  String configuration() {
    return """
        tls-sunset {
          proxies = [
            %s
          ]
          servers { %s }
          server-name-pattern = "/(?<server>EX[0-9]+)/"
        }
        """
        .formatted(
            Arrays.stream(ListedProxy.values())
                .map(ListedProxy::configured)
                .collect(Collectors.joining("\n    ")),
            nodes().stream()
                .map(node -> "%s = [\"%s\"]".formatted(node.name(), node.server().address()))
                .collect(Collectors.joining(", ")));
  }
}
