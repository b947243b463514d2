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
import java.nio.file.attribute.PosixFilePermissions;
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
 * Spark's standalone cluster on this machine: a master, and workers of one core and 1 GB each, in
 * processes of their own.
 *
 * <p>They run on Spark's jars alone: what executors need besides is shipped with the job.
 */
public final class StandaloneCluster implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  /** What Spark gives an executor if nobody says how much. */
  private static final String MEMORY = "1g";

  private static final long START_SECONDS = 60;
  private static final long END_SECONDS = 10;

  /**
   * Spark's launcher prints the command, after an empty word, with a zero byte behind each word.
   */
  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      mapfile -d '' -t command < <("$JAVA_HOME/bin/java" -cp "$SPARK_HOME/jars/*" \\
        org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@")
      exec "${command[1]#$'\\n'}" "${command[@]:2}"
      """;

  private final Path home;
  private final String master;
  private final int workers;
  private final URI status;
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
   * @param target where the job has been packaged: Spark's jars are in {@code spark}
   */
  public static StandaloneCluster start(Path target, int workers) throws IOException {
    int port = freePort();
    int statusPort = freePort();
    StandaloneCluster cluster =
        new StandaloneCluster(
            Files.createTempDirectory("tls-sunset-cluster"), workers, port, statusPort);
    try {
      cluster.install(target.toAbsolutePath().resolve("spark"));
      cluster.processes.add(
          cluster.begin("master.Master", "--port", "" + port, "--webui-port", "" + statusPort));
      for (int worker = 0; worker < workers; worker++) {
        cluster.processes.add(cluster.beginWorker(worker));
      }
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * The master's URL. Waits for the workers.
   *
   * @throws IOException if the workers are not there within a minute, with what the cluster logged
   */
  public String master() throws IOException {
    awaitWorkers();
    return master;
  }

  /**
   * Kills the worker of an executor, and the executor with it, as a power cut would; then the
   * machine is back, with a new worker.
   */
  void cutPowerOf(String application, String executor) throws IOException {
    for (int worker = 0; worker < workers; worker++) {
      // A worker has a folder for each executor that it started.
      if (Files.exists(work(worker).resolve(application).resolve(executor))) {
        Process process = processes.get(1 + worker);
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .toList()
            .forEach(ProcessHandle::destroyForcibly);
        processes.set(1 + worker, beginWorker(worker));
        return;
      }
    }
    throw new IllegalStateException("no worker has executor " + executor + " of " + application);
  }

  /**
   * Spark's settings for a session here. Waits for the workers.
   *
   * @param executors how many it gets, of one core each; it waits for all before its first job
   * @throws IOException if the workers are not there within a minute, with what the cluster logged
   */
  public Map<String, String> settings(int executors) throws IOException {
    return Map.of(
        "spark.master",
        master(),
        "spark.cores.max",
        "" + executors,
        "spark.executor.cores",
        "1",
        "spark.executor.memory",
        "512m",
        "spark.scheduler.minRegisteredResourcesRatio",
        "1",
        "spark.driver.host",
        HOST,
        "spark.driver.bindAddress",
        HOST,
        "spark.sql.shuffle.partitions",
        "" + executors);
  }

  /** A worker's folder. */
  private Path work(int worker) {
    return home.resolve("work-" + worker);
  }

  /** Makes an installation of Spark: jars, and the script that starts a job. */
  private void install(Path sparks) throws IOException {
    Path jars = Files.createDirectory(home.resolve("jars"));
    try (Stream<Path> all = Files.list(sparks)) {
      for (Path jar : all.toList()) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
    Path script = Files.createDirectory(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(script, SUBMIT);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private Process beginWorker(int worker) throws IOException {
    return begin(
        "worker.Worker",
        "--cores",
        "1",
        "--memory",
        MEMORY,
        "--webui-port",
        "0",
        "--work-dir",
        work(worker).toString(),
        master);
  }

  /** Starts a process with the access to Java's own classes that this one has. */
  private Process begin(String program, String... arguments) throws IOException {
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
    builder.environment().putAll(environment());
    return builder.start();
  }

  private Path log() {
    return home.resolve("log");
  }

  /**
   * What programs started by hand need: the installation of Spark, and this machine alone.
   *
   * @return environment variables
   */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME", home.toString(),
        "SPARK_SCALA_VERSION", "2.13",
        "SPARK_LOCAL_IP", HOST,
        "SPARK_LOCAL_DIRS", home.resolve("local").toString(),
        "JAVA_HOME", System.getProperty("java.home"));
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
