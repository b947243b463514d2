package org.tlssunset.steps;

import java.util.List;
import java.util.stream.Stream;
import org.tlssunset.config.Configuration;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.days.RecountOrder;
import org.tlssunset.party.tables.InnerMatches;
import org.tlssunset.plan.Statuses;
import org.tlssunset.rollup.ClientDays;
import org.tlssunset.rollup.EarlierUsage;
import org.tlssunset.rollup.JudgedDays;
import org.tlssunset.rollup.Totals;
import org.tlssunset.rollup.UsageDays;
import org.tlssunset.rollup.UsageMonths;

/**
 * The steps that there are, in the order of the flow: each reads what those before it have written.
 * A new table that is counted from others is entered here, and nowhere else.
 */
public final class Steps {

  private static final List<Step> TOLD_BESIDE_LOGS =
      List.of(new NamesStep(), new SettingsStep(Configuration::servers));

  private Steps() {}

  /** From the archive to the CSV files. */
  public static List<Step> night(Rules rules, ReadingStep reading, CsvExport export) {
    return Stream.of(List.of(reading), rollup(rules), List.of(export))
        .<Step>flatMap(List::stream)
        .toList();
  }

  /** What is told beside the logs, and all tables that are counted from others. */
  public static List<Step> rollup(Rules rules) {
    return Stream.of(TOLD_BESIDE_LOGS, derived(rules)).flatMap(List::stream).toList();
  }

  /**
   * All tables that are counted from others.
   *
   * @param rules that they are counted by
   */
  public static List<Step> derived(Rules rules) {
    return List.of(new AddressesStep(), new CountStep(counts(rules)), new LettersStep());
  }

  /** The order in which they are counted. */
  static RecountOrder counts(Rules rules) {
    return new RecountOrder(derivedDays(rules), derivedWholes(rules));
  }

  /** What they count, day by day. */
  public static List<DerivedDays> derivedDays(Rules rules) {
    return List.of(
        new InnerMatches(),
        new UsageDays(rules.identity()),
        new UsageMonths(),
        new ClientDays(),
        JudgedDays.CAPABILITY,
        JudgedDays.COVERAGE);
  }

  /** What they count as a whole. */
  public static List<DerivedWhole> derivedWholes(Rules rules) {
    return List.of(
        new EarlierUsage(),
        new Totals(),
        new Statuses(rules.identity(), rules.policy(), rules.plan()));
  }
}
