package org.tlssunset.steps;

import java.time.LocalDate;
import java.util.List;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.names.FoundNames;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.schema.Table;
import org.tlssunset.servers.FoundServers;

/** Who is told what a run's steps found, as soon as each is done. */
public interface RunListener {

  /** Nobody. */
  RunListener NOBODY = new RunListener() {};

  /** The archive was read. */
  default void read(IngestReport report, Run run) {}

  /** A table was counted anew, or parts of it. */
  default void counted(Table table) {}

  /**
   * Days are left as they were counted, though logs tell more of them.
   *
   * @param days in order; never none
   */
  default void frozen(List<LocalDate> days) {}

  /**
   * Files that name hosts could not be read, or not wholly.
   *
   * @param found what they say
   */
  default void namesMissed(FoundNames found) {}

  /** What servers are configured to do was read, as far as it could be. */
  default void serversRead(FoundServers found) {}

  /** The CSV files are there. */
  default void exported(ClientProtocolCsv.Written written) {}
}
