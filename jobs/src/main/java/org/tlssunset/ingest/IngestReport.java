package org.tlssunset.ingest;

import java.util.List;
import org.tlssunset.archive.LogName;
import org.tlssunset.logs.LineCounts;

/**
 * What an ingestion did.
 *
 * @param found files under the given paths
 * @param read files of them that were new or had changed
 * @param bytes their stored size
 * @param counts their lines
 * @param observations rows that were written
 * @param problems the logs that were not, or not wholly, read
 */
public record IngestReport(
    long found,
    long read,
    long bytes,
    LineCounts counts,
    long observations,
    List<Problem> problems) {

  /**
   * A log, or a folder, that could not be read, or lines of it.
   *
   * @param name the log
   * @param reason a sentence on why
   */
  public record Problem(LogName name, String reason) {}
}
