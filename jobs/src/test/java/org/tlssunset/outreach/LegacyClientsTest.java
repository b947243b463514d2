package org.tlssunset.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;

class LegacyClientsTest {

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void emptyArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  @Test
  void everyClientIsInOneOfTheCounts() throws IOException {
    archive.write(
        "u_ex2405.log",
        IIS_HEADER,
        request("2024-05-01 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10),
        request("2024-05-01 10:00:00", "/EWS/x", "a", "192.0.2.2", TLS12),
        request("2024-05-01 10:00:00", "/EWS/x", "a", "192.0.2.3", "- - - -"),
        request("2024-05-20 10:00:00", "/EWS/x", "a", "192.0.2.4", TLS10),
        request("2024-05-20 10:00:01", "/EWS/x", "a", "192.0.2.4", TLS10),
        request("2024-05-20 11:00:00", "/OAB/x", "a", "192.0.2.4", TLS10),
        request("2024-05-20 12:00:00", "/EWS/x", "a", "192.0.2.4", TLS12));
    nights.run(archive);

    LegacyClients clients = new LegacyClients(nights.warehouse());
    assertThat(clients.needing()).isEqualTo(1);
    assertThat(clients.perProtocol())
        .containsExactly(
            new LegacyClients.PerProtocol("inbound", "ews", 4, 1, 1, 1, 1),
            new LegacyClients.PerProtocol("inbound", "oab", 1, 1, 0, 0, 0));
    assertThat(clients.worst(10))
        .extracting(LegacyClients.Client::protocol, LegacyClients.Client::ip)
        .containsExactly(tuple("oab", "192.0.2.4"), tuple("ews", "192.0.2.4"));
  }

  @Test
  void aClientWhoseAddressIsMaskedNeedsItToo() throws IOException {
    String[] masked = {
      received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,"),
      received("2024-05-03T10:00:01.000Z", "08D1", 1, handshake("TLS1_0")),
      received("2024-05-03T10:00:02.000Z", "08D1", 2, "-,,Remote")
    };
    for (int i = 0; i < masked.length; i++) {
      masked[i] = masked[i].replace("192.0.2.7:4711", "xxx.xxx.xxx.xxx:4711");
    }
    archive.write("RECV2024050310-1.LOG", masked);
    nights.run(archive);

    LegacyClients clients = new LegacyClients(nights.warehouse());
    assertThat(clients.needing()).isEqualTo(1);
    assertThat(clients.worst(10)).extracting(LegacyClients.Client::ip).containsOnlyNulls();
  }
}
