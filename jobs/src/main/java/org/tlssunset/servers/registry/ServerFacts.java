package org.tlssunset.servers.registry;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a file tells of one server. */
final class ServerFacts {

  final RegistryDraft registry = new RegistryDraft();

  /** As the file writes it; empty if it does not. */
  String windows = "";

  /** As the file writes it; empty if it does not. */
  String exchange = "";

  /** The preferred one first. */
  final List<String> suites = new ArrayList<>();
}
