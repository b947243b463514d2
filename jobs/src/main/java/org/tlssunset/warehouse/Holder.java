package org.tlssunset.warehouse;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Who holds a claim, as its file tells it.
 *
 * @param id tells this claim from every other
 * @param command what the holder does: {@code nightly}
 * @param machine what two processes must share for a process number to mean the same to both
 * @param processStart when the process began, as the machine tells it: numbers are given again
 * @param isReleased whether the holder has given the claim back
 */
record Holder(
    String id,
    String command,
    String user,
    String host,
    String machine,
    long process,
    String processStart,
    Instant since,
    boolean isReleased) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /** Of the words behind the name in {@code /proc/PID/stat}: ticks since the machine's start. */
  private static final int START_TICKS = 19;

  /** This process. */
  static Holder self(String command) {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(
        UUID.randomUUID().toString(),
        command,
        System.getProperty("user.name"),
        hostName(),
        thisMachine(),
        self.pid(),
        start(self.pid()).orElse(""),
        Instant.now(),
        false);
  }

  Holder released() {
    return new Holder(id, command, user, host, machine, process, processStart, since, true);
  }

  /**
   * Whether it was a process of this machine that is no longer there. Where other users' processes
   * are hidden from this one, as systemd's {@code ProtectProc} and {@code hidepid} do, nobody can
   * tell.
   */
  boolean isGone() {
    return machine.equals(thisMachine())
        && (user.equals(System.getProperty("user.name")) || ProcessHandle.of(1).isPresent())
        && !isRunning();
  }

  boolean isThisProcess() {
    return machine.equals(thisMachine()) && process == ProcessHandle.current().pid() && isRunning();
  }

  /** Of a holder of this machine: numbers of processes are given again, with another start. */
  private boolean isRunning() {
    return start(process).filter(processStart::equals).isPresent();
  }

  String text() {
    Properties all = new Properties();
    all.setProperty("id", id);
    all.setProperty("command", command);
    all.setProperty("user", user);
    all.setProperty("host", host);
    all.setProperty("machine", machine);
    all.setProperty("process", Long.toString(process));
    all.setProperty("process-start", processStart);
    all.setProperty("since", since.toString());
    all.setProperty("released", Boolean.toString(isReleased));
    StringWriter text = new StringWriter();
    try {
      all.store(text, "Whoever runs on these tables. Delete it only if that run is gone.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is anything else, or not all of it
   */
  static Holder of(String text) {
    Properties all = new Properties();
    try {
      all.load(new StringReader(text));
      return new Holder(
          value(all, "id"),
          value(all, "command"),
          value(all, "user"),
          value(all, "host"),
          value(all, "machine"),
          Long.parseLong(value(all, "process")),
          value(all, "process-start"),
          Instant.parse(value(all, "since")),
          Boolean.parseBoolean(value(all, "released")));
    } catch (IOException | java.time.DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String value(Properties all, String key) {
    String value = all.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  /** {@code nightly, process 4711 of exch@host since 2026-03-01 02:00 UTC}. */
  @Override
  public String toString() {
    return "%s, process %d of %s@%s since %s"
        .formatted(command, process, user, host, MINUTE.format(since));
  }

  /**
   * When a process began; empty if it is not there. On Linux not by the clock, which may be set:
   * what {@link ProcessHandle} tells moves with it.
   */
  static Optional<String> start(long process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
      return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TICKS]);
    } catch (IOException e) {
      return ProcessHandle.of(process)
          .flatMap(handle -> handle.info().startInstant())
          .map(Instant::toString);
    }
  }

  /** Containers share a host's name and its boot, but not each other's process numbers. */
  private static String thisMachine() {
    String machine = hostName();
    try {
      machine += " " + Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      machine += " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return machine; // no Linux: there, the name has to do
    }
    return machine;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
