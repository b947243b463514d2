package org.tlssunset.store;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Nights on S3. */
class S3IT extends NightsOnAStore {

  private static final String BUCKET = "tls";

  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(BUCKET);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  RemoteStore store() {
    return new RemoteStore("s3a://" + BUCKET, server.settings());
  }
}
