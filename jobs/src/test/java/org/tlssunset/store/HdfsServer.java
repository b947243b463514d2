package org.tlssunset.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

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
    Configuration configuration = new Configuration();
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

  /** How many bytes the nodes have sent so far, by blocks that they have sent whole. */
  long bytesRead() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    long bytes = 0;
    for (ObjectName node :
        beans.queryNames(new ObjectName("Hadoop:service=DataNode,name=DataNodeActivity-*"), null)) {
      bytes += (Long) beans.getAttribute(node, "BytesRead");
    }
    return bytes;
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
