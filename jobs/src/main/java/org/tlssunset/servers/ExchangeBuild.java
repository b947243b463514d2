package org.tlssunset.servers;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of Exchange with its update.
 *
 * @param update the number of the cumulative update, 0 for the first release; null if it is not
 *     known, and of Exchange 2010, which has update rollups
 */
public record ExchangeBuild(ExchangeVersion version, @Nullable Integer update) {

  private static final Pattern NUMBERS =
      Pattern.compile("(?<![\\d.])(14|15)\\.0?([0-3])(?:\\.|\\s*\\(Build\\s*)0*(\\d{1,4})(?!\\d)");

  private static final Pattern NAME =
      Pattern.compile("(?i)(?<!\\d)(2010|2013|2016|2019)(?!\\d)|\\b(SE)\\b|subscription edition");

  private static final Pattern UPDATE =
      Pattern.compile("(?i)(?<![a-z])CU\\s*-?(\\d{1,2})\\b|\\bcumulative update (\\d{1,2})\\b");

  private static final Pattern FIRST_RELEASE = Pattern.compile("(?i)\\bRTM\\b");

  /**
   * The first builds of the cumulative updates from 0 on: Microsoft, "Exchange Server build
   * numbers".
   */
  private static final Map<ExchangeVersion, int[]> BUILDS =
      Map.of(
          ExchangeVersion.EXCHANGE_2013,
          new int[] {
            516, 620, 712, 775, 847, 913, 995, 1044, 1076, 1104, 1130, 1156, 1178, 1210, 1236, 1263,
            1293, 1320, 1347, 1365, 1367, 1395, 1473, 1497
          },
          ExchangeVersion.EXCHANGE_2016,
          new int[] {
            225, 396, 466, 544, 669, 845, 1034, 1261, 1415, 1466, 1531, 1591, 1713, 1779, 1847,
            1913, 1979, 2044, 2106, 2176, 2242, 2308, 2375, 2507
          },
          ExchangeVersion.EXCHANGE_2019,
          new int[] {
            221, 330, 397, 464, 529, 595, 659, 721, 792, 858, 922, 986, 1118, 1258, 1544, 1748
          });

  /** The first build of Exchange Server SE, which goes on where Exchange 2019 ended. */
  private static final int FIRST_OF_SE = 2562;

  /**
   * The build that a text names: {@code Exchange 2016 CU23}, {@code 15.1.2507.6}, {@code Version
   * 15.2 (Build 1748.10)}, {@code Exchange Server SE RTM}.
   *
   * @return empty if it names none of these versions, or none at all
   */
  public static Optional<ExchangeBuild> ofText(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (numbers.find()) {
      return ofNumbers(
          numbers.group(1) + "." + numbers.group(2), Integer.parseInt(numbers.group(3)));
    }
    Matcher name = NAME.matcher(text);
    if (!name.find()) {
      return Optional.empty();
    }
    String year = name.group(1);
    ExchangeVersion version =
        year == null ? ExchangeVersion.EXCHANGE_SE : ExchangeVersion.valueOf("EXCHANGE_" + year);
    return Optional.of(new ExchangeBuild(version, update(version, text)));
  }

  private static @Nullable Integer update(ExchangeVersion version, String text) {
    Matcher update = UPDATE.matcher(text);
    if (version == ExchangeVersion.EXCHANGE_2010) {
      return null;
    }
    if (update.find()) {
      String number = update.group(1) == null ? update.group(2) : update.group(1);
      return Integer.valueOf(number);
    }
    return FIRST_RELEASE.matcher(text).find() ? 0 : null;
  }

  private static Optional<ExchangeBuild> ofNumbers(String major, int build) {
    return switch (major) {
      case "14.0", "14.1", "14.2", "14.3" ->
          Optional.of(new ExchangeBuild(ExchangeVersion.EXCHANGE_2010, null));
      case "15.0" -> Optional.of(of(ExchangeVersion.EXCHANGE_2013, build));
      case "15.1" -> Optional.of(of(ExchangeVersion.EXCHANGE_2016, build));
      case "15.2" ->
          Optional.of(
              build < FIRST_OF_SE
                  ? of(ExchangeVersion.EXCHANGE_2019, build)
                  : new ExchangeBuild(
                      ExchangeVersion.EXCHANGE_SE, build == FIRST_OF_SE ? 0 : null));
      default -> Optional.empty();
    };
  }

  private static ExchangeBuild of(ExchangeVersion version, int build) {
    TreeMap<Integer, Integer> updates = new TreeMap<>();
    int[] firsts = BUILDS.getOrDefault(version, new int[0]);
    for (int i = 0; i < firsts.length; i++) {
      updates.put(firsts[i], i);
    }
    Map.Entry<Integer, Integer> update = updates.floorEntry(build);
    return new ExchangeBuild(version, update == null ? null : update.getValue());
  }

  /** As people write it: {@code Exchange 2016 CU23}. */
  public String label() {
    Integer number = update;
    String base = version.label();
    return number == null ? base : number == 0 ? base + " RTM" : base + " CU" + number;
  }

  /** Whether it is known to be older than an update. */
  boolean isBefore(int other) {
    Integer number = update;
    return number != null && number < other;
  }
}
