package org.tlssunset.monitor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tlssunset.console.RowOutput;
import org.tlssunset.outreach.LegacyClient;

/** Prints parties that have used an old version, each with the line that proves its last use. */
record PartyTable(PrintWriter out) {

  void print(List<LegacyClient> parties) {
    RowOutput rows =
        RowOutput.of(
            RowOutput.Format.table,
            List.of("party", "name", "protocol", "direction", "last use (UTC)", "times", "proof"),
            out);
    for (LegacyClient party : parties) {
      String name = party.party().name();
      rows.row(
          Arrays.asList(
              party.party().client(),
              name == null ? "" : name,
              party.channel().protocol(),
              party.channel().direction(),
              NightPage.MINUTE.format(party.use().last()),
              party.use().requests(),
              Path.of(party.proof().file()).getFileName() + ":" + party.proof().line()));
    }
    rows.finish();
    out.println();
  }
}
