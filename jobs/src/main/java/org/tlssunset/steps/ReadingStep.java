package org.tlssunset.steps;

import java.util.List;
import org.tlssunset.archive.Archive;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/**
 * The archive's new logs into {@code tls_observations}.
 *
 * @param paths of the archive
 * @param listed what it held when the run began: it is listed again if the run had to wait
 * @param keepsOutdated see {@link Ingest#run(Archive.Listing, boolean)}
 */
public record ReadingStep(List<String> paths, Archive.Listing listed, boolean keepsOutdated)
    implements Step {

  /**
   * The archive's files, without those of the warehouse if that lies below it. Needs no Spark: a
   * path that is not there is told at once.
   *
   * @throws org.tlssunset.archive.ArchiveException if a path does not exist or holds no files
   */
  public static Archive.Listing list(
      Configuration configuration, List<String> paths, String warehouse, Progress progress)
      throws Exception {
    OwnFiles own = OwnFiles.of(warehouse);
    return progress.during(
        "listing",
        () ->
            own.leftOutOf(
                Archive.list(
                    paths, configuration.ingest().read().stores(), configuration.ignored())));
  }

  @Override
  public String doing() {
    return "reading";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.TLS_OBSERVATIONS, Tables.REJECTED_LINES, Tables.INGESTED_FILES);
  }

  @Override
  public void in(Run run) throws Exception {
    Configuration configuration = run.configuration();
    Archive.Listing now =
        run.hasWaited() ? list(configuration, paths, run.path(), run.progress()) : listed;
    run.told()
        .read(
            new Ingest(run.warehouse(), configuration.ingest(), run.progress())
                .run(now, keepsOutdated),
            run);
  }
}
