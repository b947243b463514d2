package org.tlssunset.cli;

import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tlssunset.synthetic.ServerExports;

/** The configuration that the demo's archive needs: it lists the proxy before the phones. */
final class DemoConfiguration {

  static final String NAME = "tls-sunset.conf";

  /** The folder of the report. */
  static final String REPORT = "report";

  private static final String TEXT =
      """
      # The settings of the demo. All others, with what they mean: conf/tls-sunset.conf of tls-sunset.
      tls-sunset {
        # A proxy ends the phones' TLS and begins its own: without this line it would count as one client with
        # many users, and the phones behind it would stand nowhere.
        proxies = [{ name = "KEMP-1", networks = ["10.0.9.5"], kind = tls-ending }]

        # What is to be switched off, and the page on which its lead sees who stops.
        plan { disable = ["TLS 1.0", "TLS 1.1"] }
        report { folder = %s }

        # What the servers are configured to do: compared with what their logs show them do.
        server-settings {
          exports = [%s]
          inventory = %s
        }
      }
      """;

  private DemoConfiguration() {}

  /**
   * Writes the file, and returns where it is.
   *
   * @param servers the folder of the servers' exports and their inventory
   */
  static Path write(Path folder, Path servers) throws IOException {
    return Files.writeString(
        folder.resolve(NAME),
        TEXT.formatted(
            quoted(folder, REPORT),
            quoted(servers, ServerExports.EXPORTS),
            quoted(servers, ServerExports.INVENTORY)));
  }

  private static String quoted(Path folder, String name) {
    return ConfigUtil.quoteString(folder.resolve(name).toString());
  }
}
