package org.tlssunset.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds this process with all its threads, those that collect garbage and compile among them, to
 * some of its cores, until it is closed.
 */
final class HeldCores {

  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");

  /** The cores before; empty if they cannot be told. */
  private final String before;

  private HeldCores(String before) {
    this.before = before;
  }

  /** Whether that can be done here. */
  static boolean isPossible() {
    return Processes.has("taskset");
  }

  /** Holds it to so many of its cores; changes nothing where that cannot be done. */
  static HeldCores of(int count) throws IOException {
    if (!isPossible()) {
      return new HeldCores("");
    }
    String told = taskset("-c", "-p", own());
    String before = told.substring(told.lastIndexOf(':') + 1).strip();
    taskset("-a", "-c", "-p", String.join(",", first(count, before)), own());
    return new HeldCores(before);
  }

  /** The first cores of a list such as {@code 0-3,8}. */
  static List<String> first(int count, String list) {
    List<String> cores = new ArrayList<>();
    Matcher range = RANGE.matcher(list);
    while (range.find()) {
      int from = Integer.parseInt(range.group(1));
      int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
      for (int core = from; core <= to && cores.size() < count; core++) {
        cores.add(Integer.toString(core));
      }
    }
    return cores;
  }

  private static String own() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static String taskset(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("taskset"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.onExit().join().exitValue();
    if (exitCode != 0) {
      throw new IOException("%s: exit code %d: %s".formatted(command, exitCode, output));
    }
    return output;
  }

  /** Lets go of them. */
  void close() throws IOException {
    if (!before.isEmpty()) {
      taskset("-a", "-c", "-p", before, own());
    }
  }
}
