package org.tlssunset.store;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A real HDFS in this JVM, on free ports of the loopback: a NameNode and two DataNodes. */
public final class HdfsServer implements AutoCloseable {

  private final MiniDFSCluster cluster;

  private HdfsServer(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts a cluster.
   *
   * @param folder where it keeps its blocks
   */
  public static HdfsServer start(Path folder) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set("dfs.replication", "2");
    return new HdfsServer(
        new MiniDFSCluster.Builder(configuration, folder.toFile()).numDataNodes(2).build());
  }

  /** {@code hdfs://127.0.0.1:port}. */
  public String uri() {
    return cluster.getURI().toString();
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
