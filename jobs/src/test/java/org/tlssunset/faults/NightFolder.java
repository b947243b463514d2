package org.tlssunset.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tlssunset.ingest.Nights;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** An archive in a test's folder, and the warehouses that nights make of it beside it. */
record NightFolder(Path folder) {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);

  /** A few logs more, some of them nasty. */
  void addDay(int day) throws IOException {
    SyntheticArchive.write(
        folder.resolve("archive/day" + day),
        new ArchiveShape(day, FIRST_DAY.plusDays(day), 1, 6, 4, true));
  }

  /** The command line of a night. */
  String[] night(String warehouse, String... options) {
    return Stream.concat(
            Stream.of(
                "nightly",
                "--archive",
                folder.resolve("archive").toString(),
                "--warehouse",
                folder.resolve(warehouse).toString()),
            Stream.of(options))
        .toArray(String[]::new);
  }

  /** What a warehouse's tables hold, as {@link Nights#contents} tells it. */
  Map<String, List<String>> contents(String warehouse) {
    return Nights.contents(
        new Warehouse(SharedSpark.session(), folder.resolve(warehouse).toString()));
  }
}
