package org.tlssunset.plan;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.tlssunset.schema.Effect;

/** How many parties come to which effect. */
public final class Tally implements Serializable {

  private static final long serialVersionUID = 1;

  private final Map<Effect, Count> counts = new EnumMap<>(Effect.class);

  /** Parties of one effect. */
  public static final class Count implements Serializable {

    private static final long serialVersionUID = 1;

    private long parties;
    private long dormant;
    private long excepted;
    private long users;
    private long partyDays;

    public long parties() {
      return parties;
    }

    public long dormant() {
      return dormant;
    }

    public long excepted() {
      return excepted;
    }

    public long users() {
      return users;
    }

    public long partyDays() {
      return partyDays;
    }
  }

  /**
   * What there is to say of a party.
   *
   * @param days of the window on which it was seen
   */
  record Party(boolean isDormant, boolean isExcepted, boolean isUser, long days) {}

  void add(Effect effect, Party party) {
    Count count = counts.computeIfAbsent(effect, any -> new Count());
    count.parties++;
    count.dormant += party.isDormant ? 1 : 0;
    count.excepted += party.isExcepted ? 1 : 0;
    count.users += party.isUser ? 1 : 0;
    count.partyDays += party.days;
  }

  /** Takes others. */
  void add(Tally other) {
    other.counts.forEach(
        (effect, more) -> {
          Count count = counts.computeIfAbsent(effect, any -> new Count());
          count.parties += more.parties;
          count.dormant += more.dormant;
          count.excepted += more.excepted;
          count.users += more.users;
          count.partyDays += more.partyDays;
        });
  }

  /** Those of an effect; none, if there are none. */
  public Count of(Effect effect) {
    return counts.getOrDefault(effect, new Count());
  }

  /** All. */
  public long parties() {
    return counts.values().stream().mapToLong(Count::parties).sum();
  }

  /**
   * Those who may stop, as far as anybody knows: all but those of whom it is known that they do not
   * need what goes.
   */
  long atRisk() {
    return parties() - of(Effect.UNAFFECTED).parties - of(Effect.FALLS_TO_CLEARTEXT).parties;
  }

  /** By effect. */
  public Map<Effect, Count> counts() {
    return counts;
  }
}
