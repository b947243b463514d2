package org.tlssunset.monitor;

import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * What the last night has told of, kept in a file of the warehouse: what the next one tells as new
 * is what has come since, even if a night in between was killed before it could say so.
 *
 * @param revision of {@code client_protocol}
 * @param end where the evidence ended
 */
public record LastNight(long revision, Instant end) {

  /** Left out where a warehouse lies below an archive, as all names are that begin so. */
  private static final String FILE = "_last_night";

  /** This night. */
  public static LastNight now(Warehouse warehouse, Instant end) {
    return new LastNight(warehouse.revision(Tables.CLIENT_PROTOCOL), end);
  }

  /** The last one; empty if there was none, or what it left cannot be understood. */
  public static Optional<LastNight> of(Warehouse warehouse) throws IOException {
    Optional<String> text = warehouse.text(FILE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Properties told = new Properties();
    told.load(new StringReader(text.get()));
    try {
      return Optional.of(
          new LastNight(
              Long.parseLong(told.getProperty("revision", "")),
              Instant.parse(told.getProperty("end", ""))));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Remembers it. */
  public void keep(Warehouse warehouse) throws IOException {
    warehouse.write(FILE, "revision=%d%nend=%s%n".formatted(revision, end));
  }
}
