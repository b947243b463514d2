package org.tlssunset.steps;

import java.util.List;
import java.util.function.Function;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.config.Configuration;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.servers.FoundServers;
import org.tlssunset.servers.ServerFiles;
import org.tlssunset.servers.tables.SettingsHistory;

/**
 * What servers are configured to do, into {@code server_tls_settings}.
 *
 * @param files where it stands, by the configuration
 */
public record SettingsStep(Function<Configuration, ServerFiles> files) implements Step {

  @Override
  public String doing() {
    return "reading servers' settings";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.SERVER_TLS_SETTINGS);
  }

  @Override
  public void in(Run run) {
    ServerFiles asked = files.apply(run.configuration());
    if (asked.isEmpty()) {
      return;
    }
    ReadSettings read = run.configuration().ingest().read();
    FoundServers found = FoundServers.read(asked, new TextFiles(read.stores(), read.codePages()));
    if (SettingsHistory.learn(run.warehouse(), found.servers())) {
      run.told().counted(Tables.SERVER_TLS_SETTINGS);
    }
    run.told().serversRead(found);
  }
}
