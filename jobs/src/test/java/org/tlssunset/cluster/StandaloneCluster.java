package org.tlssunset.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Spark's standalone cluster on this machine: a master, and workers of one core and 512 MB each, in
 * processes of their own.
 *
 * <p>They run on Spark's jars alone. What executors need besides is shipped with the job: {@code
 * spark.jars} in {@link #settings}.
 */
public final class StandaloneCluster implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String MEMORY = "512m";
  private static final long START_SECONDS = 60;
  private static final long END_SECONDS = 10;

  /** What executors need of the packaged job besides Spark: how the jars' names begin. */
  private static final List<String> SHIPPED = List.of("tls-sunset-", "delta-", "ipaddress-");

  /** What else is no part of Spark: the driver's alone, so executors must do without. */
  private static final List<String> NOT_SHIPPED =
      List.of("commons-csv-", "config-", "jspecify-", "picocli-", "progressbar-", "unitycatalog-");

  private final Path home;
  private final String master;
  private final int workers;
  private final URI status;
  private final List<Path> shipped = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  private StandaloneCluster(Path home, int workers, int port, int statusPort) {
    this.home = home;
    this.workers = workers;
    master = "spark://%s:%d".formatted(HOST, port);
    status = URI.create("http://%s:%d/json/".formatted(HOST, statusPort));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /**
   * Starts a cluster. Returns before it stands: whoever has something else to do need not wait.
   *
   * @param target where the job has been packaged: its jar, and {@code lib}
   */
  public static StandaloneCluster start(Path target, int workers) throws IOException {
    int port = freePort();
    int statusPort = freePort();
    StandaloneCluster cluster =
        new StandaloneCluster(
            Files.createTempDirectory("tls-sunset-cluster"), workers, port, statusPort);
    try {
      cluster.shareOutJars(target.toAbsolutePath());
      cluster.begin("master.Master", "--port", "" + port, "--webui-port", "" + statusPort);
      for (int worker = 0; worker < workers; worker++) {
        cluster.begin(
            "worker.Worker",
            "--cores",
            "1",
            "--memory",
            MEMORY,
            "--webui-port",
            "0",
            "--work-dir",
            cluster.home.resolve("work-" + worker).toString(),
            cluster.master);
      }
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Spark's settings for a session here. Waits for the workers.
   *
   * @param executors how many it gets, of one core each; it waits for all before its first job
   * @throws IOException if the workers are not there within a minute, with what the cluster logged
   */
  public Map<String, String> settings(int executors) throws IOException {
    awaitWorkers();
    return Map.of(
        "spark.master",
        master,
        "spark.jars",
        String.join(",", shipped.stream().map(Path::toString).toList()),
        "spark.cores.max",
        "" + executors,
        "spark.executor.cores",
        "1",
        "spark.executor.memory",
        MEMORY,
        "spark.scheduler.minRegisteredResourcesRatio",
        "1",
        "spark.driver.host",
        HOST,
        "spark.driver.bindAddress",
        HOST,
        "spark.sql.shuffle.partitions",
        "" + executors);
  }

  /** Makes a Spark installation of the job's jars, and chooses those to be shipped. */
  private void shareOutJars(Path target) throws IOException {
    Path sparks = Files.createDirectory(home.resolve("jars"));
    shipped.add(target.resolve("tls-sunset-jobs.jar"));
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      for (Path jar : jars.sorted().toList()) {
        String name = jar.getFileName().toString();
        if (SHIPPED.stream().anyMatch(name::startsWith)) {
          shipped.add(jar);
        } else if (NOT_SHIPPED.stream().noneMatch(name::startsWith)) {
          Files.createSymbolicLink(sparks.resolve(name), jar);
        }
      }
    }
  }

  /** Starts a process with the access to Java's own classes that this one has. */
  private void begin(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(home.resolve("jars") + File.separator + "*");
    command.add("org.apache.spark.deploy." + program);
    command.addAll(List.of("--host", HOST));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", home.toString(),
                "SPARK_SCALA_VERSION", "2.13",
                "SPARK_LOCAL_IP", HOST,
                "SPARK_LOCAL_DIRS", home.resolve("local").toString(),
                "JAVA_HOME", System.getProperty("java.home")));
    processes.add(builder.start());
  }

  private Path log() {
    return home.resolve("log");
  }

  /** Waits until the master's page of status counts all workers. */
  private void awaitWorkers() throws IOException {
    Pattern all = Pattern.compile("\"aliveworkers\"\\s*:\\s*" + workers + "\\b");
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(status).timeout(Duration.ofSeconds(5)).build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try {
      while (!all.matcher(answer(client, request)).find()) {
        if (System.nanoTime() > deadline || !processes.stream().allMatch(Process::isAlive)) {
          throw new IOException("the cluster does not start: " + Files.readString(log()));
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * @return empty while nobody answers
   */
  private static String answer(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  /** Ends the master, the workers and their executors; then deletes what they wrote. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        processes.stream()
            .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
            .toList();
    all.forEach(ProcessHandle::destroy);
    await(all);
    all.forEach(ProcessHandle::destroyForcibly);
    await(all);
    FileUtils.deleteQuietly(home.toFile());
  }

  private static void await(List<ProcessHandle> ends) {
    CompletableFuture.allOf(
            ends.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, END_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
