package org.tlssunset.steps;

import java.util.List;
import java.util.stream.Stream;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.days.RecountOrder;
import org.tlssunset.party.tables.InnerMatches;
import org.tlssunset.rollup.ClientDays;
import org.tlssunset.rollup.EarlierUsage;
import org.tlssunset.rollup.Identity;
import org.tlssunset.rollup.Totals;
import org.tlssunset.rollup.UsageDays;
import org.tlssunset.rollup.UsageMonths;

/**
 * The steps that there are, in the order of the flow: each reads what those before it have written.
 * A new table that is counted from others is entered here, and nowhere else.
 */
public final class Steps {

  private static final List<Step> NAMES = List.of(new NamesStep());

  private Steps() {}

  /** From the archive to the CSV files. */
  public static List<Step> night(Identity identity, ReadingStep reading, CsvExport export) {
    return Stream.of(List.of(reading), rollup(identity), List.of(export))
        .<Step>flatMap(List::stream)
        .toList();
  }

  /** What is told beside the logs, and all tables that are counted from others. */
  public static List<Step> rollup(Identity identity) {
    return Stream.of(NAMES, derived(identity)).flatMap(List::stream).toList();
  }

  /**
   * All tables that are counted from others.
   *
   * @param identity what is kept of who signed in
   */
  public static List<Step> derived(Identity identity) {
    return List.of(new AddressesStep(), new CountStep(counts(identity)));
  }

  /** The order in which they are counted. */
  static RecountOrder counts(Identity identity) {
    return new RecountOrder(derivedDays(identity), derivedWholes());
  }

  /** What they count, day by day. */
  public static List<DerivedDays> derivedDays(Identity identity) {
    return List.of(
        new InnerMatches(), new UsageDays(identity), new UsageMonths(), new ClientDays());
  }

  /** What they count as a whole. */
  public static List<DerivedWhole> derivedWholes() {
    return List.of(new EarlierUsage(), new Totals());
  }
}
