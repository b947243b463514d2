package org.tlssunset.synthetic.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.Stores;
import org.tlssunset.config.Configuration;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.ingest.IngestProgress;
import org.tlssunset.ingest.Nights;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.warehouse.Warehouse;

/**
 * An archive of which it is known who stops, read into a warehouse in one night.
 *
 * @param configuration that it was read under
 */
public record ReadPlan(PlanArchive archive, Configuration configuration, Warehouse warehouse) {

  /** Writes one and reads it. */
  public static ReadPlan of(Path folder, long seed) throws IOException {
    PlanArchive archive = PlanArchive.write(folder.resolve("archive"), seed);
    Configuration configuration =
        Configuration.load(
            Files.writeString(folder.resolve("tls-sunset.conf"), archive.logs().configuration()));
    Warehouse warehouse = new Nights(folder.resolve("warehouse")).warehouse();
    new Ingest(warehouse, configuration.ingest(), IngestProgress.NONE)
        .run(
            Archive.list(
                archive.logs().days().keySet().stream().map(Path::toString).toList(),
                Stores.DEFAULT));
    DerivedTables.recount(warehouse, configuration.parties());
    return new ReadPlan(archive, configuration, warehouse);
  }
}
