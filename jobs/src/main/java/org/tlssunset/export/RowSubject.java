package org.tlssunset.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.UsageException;
import org.tlssunset.outreach.owners.Subject;

/**
 * Reads out of an answer's rows whose each is: the first of each group of columns that has a value
 * counts.
 */
final class RowSubject {

  private static final List<String> ADDRESS = List.of("client_ip", "client", "peer_ip");
  private static final List<String> NAME = List.of("host_name", "client_name");
  private static final List<String> USER = List.of("user_name");
  private static final List<String> DAY =
      List.of("last_seen", "legacy_last_seen", "observed_on", "ended_at", "as_of");

  private final List<String> columns;
  private final int today;

  /**
   * @param today the day of rows that tell of none
   * @throws UsageException if no column tells of a client
   */
  RowSubject(List<String> columns, LocalDate today) {
    this.columns = columns;
    this.today = (int) today.toEpochDay();
    if (Stream.of(ADDRESS, NAME, USER).flatMap(List::stream).noneMatch(columns::contains)) {
      throw new UsageException(
          "an owner's rows are told by client_ip, client, client_name, host_name or user_name: select one of them");
    }
  }

  /** Whose a row is. */
  Subject of(List<? extends @Nullable Object> row) {
    return new Subject(
        values(row, ADDRESS).map(String::valueOf).findFirst().orElse(null),
        values(row, NAME).map(String::valueOf).distinct().toList(),
        values(row, USER).map(String::valueOf).findFirst().orElse(null),
        values(row, DAY).map(RowSubject::day).findFirst().orElse(today));
  }

  private Stream<Object> values(List<? extends @Nullable Object> row, List<String> names) {
    return names.stream()
        .flatMapToInt(name -> IntStream.of(columns.indexOf(name)).filter(at -> at >= 0))
        .mapToObj(row::get)
        .flatMap(Stream::ofNullable);
  }

  private static int day(Object value) {
    LocalDate day =
        value instanceof Instant time
            ? time.atZone(ZoneOffset.UTC).toLocalDate()
            : value instanceof LocalDate date ? date : LocalDate.parse(value.toString());
    return (int) day.toEpochDay();
  }
}
