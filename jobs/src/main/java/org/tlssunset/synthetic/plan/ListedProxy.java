package org.tlssunset.synthetic.plan;

import org.tlssunset.synthetic.plan.End.Direction;
import org.tlssunset.synthetic.plan.End.Family;

/** Proxies that end TLS and forward addresses; their own logs are not read. */
enum ListedProxy {
  /** Calls our servers with an old version. */
  OLD("TMG-1", "10.0.0.30", Versions.TLS_1_0),
  MODERN("KEMP-1", "10.0.0.41", Versions.ALL_TO_TLS_1_2),
  /** Was updated in between. */
  UPDATED("NGINX-1", "10.0.0.42", Versions.TLS_1_0.until(60, Versions.ALL_TO_TLS_1_2));

  private final String listedName;
  private final String address;
  private final Versions calling;

  ListedProxy(String listedName, String address, Versions calling) {
    this.listedName = listedName;
    this.address = address;
    this.calling = calling;
  }

  /** Its own story. */
  PlanStory story() {
    return switch (this) {
      case OLD -> PlanStory.OLD_PROXY;
      case MODERN -> PlanStory.MODERN_PROXY;
      case UPDATED -> PlanStory.UPDATED_PROXY;
    };
  }

  String listedName() {
    return listedName;
  }

  String address() {
    return address;
  }

  /** What it speaks with our servers. */
  Versions calling() {
    return calling;
  }

  /** Where its clients call it. */
  End end() {
    return new End(listedName, false, Direction.INBOUND, Family.HTTP, Versions.TO_TLS_1_2);
  }

  /** Its element of {@code proxies}, HOCON. */
  String configured() {
    return "{ name = \"%s\", networks = [\"%s/32\"], kind = \"tls-ending\" }"
        .formatted(listedName, address);
  }
}
