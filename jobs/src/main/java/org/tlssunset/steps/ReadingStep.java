package org.tlssunset.steps;

import java.util.List;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveException;
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
   * @throws ArchiveException if a path does not exist or holds no files, or if all that are there
   *     are the warehouse's own or ignored
   */
  public static Archive.Listing list(
      Configuration configuration, List<String> paths, String warehouse, Progress progress)
      throws Exception {
    OwnFiles own = OwnFiles.of(warehouse);
    Archive.Listing listing =
        progress.during(
            "listing",
            () ->
                own.leftOutOf(
                    Archive.list(
                        paths, configuration.ingest().read().stores(), configuration.ignored())));
    if (listing.files().isEmpty() && listing.unlisted().isEmpty()) {
      throw new ArchiveException(
          "%s holds no files but the warehouse's own and %,d that are ignored: is the share with the logs mounted?"
              .formatted(String.join(", ", paths), listing.ignored()));
    }
    return listing;
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
    return List.of(
        Tables.TLS_OBSERVATIONS,
        Tables.INNER_CLIENTS,
        Tables.REJECTED_LINES,
        Tables.INGESTED_FILES);
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
