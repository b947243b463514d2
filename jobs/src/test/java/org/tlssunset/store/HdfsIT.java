package org.tlssunset.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Nights on HDFS. */
class HdfsIT extends NightsOnAStore {

  @TempDir static Path blocks;

  private static HdfsServer server;

  @BeforeAll
  static void start() throws IOException {
    server = HdfsServer.start(blocks);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  RemoteStore store() {
    return new RemoteStore(server.uri(), Map.of());
  }
}
