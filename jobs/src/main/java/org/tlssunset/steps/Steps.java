package org.tlssunset.steps;

import java.util.List;
import java.util.stream.Stream;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.party.tables.InnerMatches;
import org.tlssunset.rollup.ClientDays;
import org.tlssunset.rollup.Clients;

/**
 * The steps that there are, in the order of the flow: each reads what those before it have written.
 * A new table that is counted from others is entered here, and nowhere else.
 */
public final class Steps {

  private static final InnerMatches MATCHES = new InnerMatches();
  private static final ClientDays CLIENT_DAYS = new ClientDays();
  private static final Clients CLIENTS = new Clients();

  private static final List<Step> NAMES = List.of(new NamesStep());

  private static final List<Step> DERIVED =
      List.of(
          new AddressesStep(),
          CountStep.of(MATCHES),
          CountStep.of(CLIENT_DAYS),
          CountStep.of(CLIENTS));

  private Steps() {}

  /** From the archive to the CSV files. */
  public static List<Step> night(ReadingStep reading, CsvExport export) {
    return Stream.of(List.of(reading), rollup(), List.of(export))
        .<Step>flatMap(List::stream)
        .toList();
  }

  /** What is told beside the logs, and all tables that are counted from others. */
  public static List<Step> rollup() {
    return Stream.of(NAMES, DERIVED).flatMap(List::stream).toList();
  }

  /** All tables that are counted from others. */
  public static List<Step> derived() {
    return DERIVED;
  }

  /** What they count, day by day. */
  public static List<DerivedDays> derivedDays() {
    return List.of(MATCHES, CLIENT_DAYS);
  }

  /** What they count as a whole. */
  public static List<DerivedWhole> derivedWholes() {
    return List.of(CLIENTS);
  }
}
