package org.tlssunset.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.server.datanode.DataNode;

/** A real HDFS in this JVM, on free ports of the loopback: a NameNode and two DataNodes. */
public final class HdfsServer implements AutoCloseable {

  private final MiniDFSCluster cluster;
  private MiniDFSCluster.DataNodeProperties stopped;

  private HdfsServer(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts a cluster.
   *
   * @param folder where it keeps its blocks
   */
  public static HdfsServer start(Path folder) throws IOException {
    return start(folder, new Configuration());
  }

  /**
   * Starts a cluster whose nodes read slowly.
   *
   * @param folder where it keeps its blocks
   * @param bytesPerSecond how much each node sends at most
   */
  static HdfsServer startSlow(Path folder, long bytesPerSecond) throws IOException {
    Configuration configuration = new Configuration();
    configuration.setLong("dfs.datanode.data.read.bandwidthPerSec", bytesPerSecond);
    // A node that waits for the next wish of a client does nothing.
    configuration.setInt("dfs.datanode.socket.reuse.keepalive", 0);
    return start(folder, configuration);
  }

  private static HdfsServer start(Path folder, Configuration configuration) throws IOException {
    configuration.set("dfs.replication", "2");
    return new HdfsServer(
        new MiniDFSCluster.Builder(configuration, folder.toFile()).numDataNodes(2).build());
  }

  /** {@code hdfs://127.0.0.1:port}. */
  public String uri() {
    return cluster.getURI().toString();
  }

  /** Stops one of the nodes that run, at once. */
  void stopDataNode(int number) throws IOException {
    stopped = cluster.stopDataNode(number);
    if (stopped == null) {
      throw new IOException("there is no node " + number);
    }
  }

  /** Starts the node that was stopped last; it is the last of those that run. */
  void restartDataNode() throws IOException {
    cluster.restartDataNode(stopped, true);
    cluster.waitActive();
  }

  /** The number of the node that does most for its clients. */
  int busiestDataNode() {
    List<DataNode> nodes = cluster.getDataNodes();
    return IntStream.range(0, nodes.size())
        .boxed()
        .max(Comparator.comparingInt(number -> nodes.get(number).getXceiverCount()))
        .orElseThrow();
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
