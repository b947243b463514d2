package org.tlssunset.rollup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogReader;
import org.tlssunset.archive.LogText;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.synthetic.LogRows;

/** The observations of an archive, in memory. */
final class Parsed extends LogRows {

  private final List<Observation> rows = new ArrayList<>();

  private Parsed() {}

  /**
   * Reads all logs below a folder.
   *
   * @param servers where a path names its server
   */
  static List<Observation> of(Path folder, ServerNamePattern servers) {
    LogReader reader = new LogReader(LogSettings.DEFAULTS, servers, CodePages.NONE, Stores.DEFAULT);
    Parsed parsed = new Parsed();
    Archive.list(List.of(folder.toString()), Stores.DEFAULT)
        .files()
        .forEach(file -> reader.read(file, parsed));
    parsed.finish();
    return parsed.rows;
  }

  @Override
  protected void row(Observation row) {
    rows.add(row);
  }

  @Override
  public void end(LogName log, LineCounts lines, LogText text) {
    // How many lines there were is of no interest here.
  }

  @Override
  public void empty(LogName log) {
    // It tells of nobody.
  }

  @Override
  public void unrecognised(LogName log, String reason) {
    // Neither does this.
  }
}
