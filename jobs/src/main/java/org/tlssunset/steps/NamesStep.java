package org.tlssunset.steps;

import java.util.List;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.names.FoundNames;
import org.tlssunset.names.NameFiles;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/** What the organisation's own files call hosts, into {@code host_names}. */
record NamesStep() implements Step {

  @Override
  public String doing() {
    return "reading names";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.HOST_NAMES);
  }

  @Override
  public void in(Run run) {
    List<String> paths = run.configuration().nameFiles();
    if (paths.isEmpty() && NamedHosts.isEmpty(run.warehouse())) {
      return;
    }
    ReadSettings read = run.configuration().ingest().read();
    FoundNames found = NameFiles.read(paths, new TextFiles(read.stores(), read.codePages()));
    if (NamedHosts.learn(run.warehouse(), found.names(), found.isKept())) {
      run.told().counted(Tables.HOST_NAMES);
    }
    if (!found.isWhole()) {
      run.told().namesMissed(found);
    }
  }
}
