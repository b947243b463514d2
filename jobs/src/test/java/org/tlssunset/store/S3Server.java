package org.tlssunset.store;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/** A real S3 server in this JVM, on a free port of the loopback; it keeps its objects in memory. */
public final class S3Server implements AutoCloseable {

  /** Who may enter. */
  public static final String ACCESS_KEY = "tls-sunset-test";

  /** What must appear nowhere. */
  public static final String SECRET_KEY = "s3-secret/that+nobody/may+see";

  private final BlobStoreContext objects;
  private final S3Proxy server;

  private S3Server(BlobStoreContext objects, S3Proxy server) {
    this.objects = objects;
    this.server = server;
  }

  /** Starts a server with empty buckets. */
  public static S3Server start(String... buckets) throws Exception {
    BlobStoreContext objects =
        ContextBuilder.newBuilder(new TransientApiMetadata())
            .credentials("", "")
            .build(BlobStoreContext.class);
    BlobStore store = objects.getBlobStore();
    for (String bucket : buckets) {
      store.createContainerInLocation(null, bucket);
    }
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store)
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    server.start();
    return new S3Server(objects, server);
  }

  int port() {
    return server.getPort();
  }

  /** Hadoop's settings to reach it. */
  public Map<String, String> settings() {
    return settings(server.getPort());
  }

  /** Hadoop's settings to reach it through another port. */
  public static Map<String, String> settings(int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("fs.s3a.endpoint", "http://127.0.0.1:" + port);
    settings.put("fs.s3a.endpoint.region", "us-east-1");
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.access.key", ACCESS_KEY);
    settings.put("fs.s3a.secret.key", SECRET_KEY);
    return settings;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) { // it declares whatever a web server may throw
      throw new IOException(e);
    } finally {
      objects.close();
    }
  }
}
