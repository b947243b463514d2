package org.tlssunset.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.Network;
import org.tlssunset.party.Retired;
import org.tlssunset.plan.Policy;
import org.tlssunset.plan.Terms;
import org.tlssunset.rollup.WeakSuites;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Family;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsVersion;

/** The block {@code policy}: what is asked of those who use the service. */
final class PolicyBlock {

  private static final List<String> TERMS =
      List.of("minimum-version", "silence", "dormant", "minimum-coverage");

  private static final List<String> EXCEPTION_KEYS = List.of("party", "reason", "until");

  private static final List<String> CAPABILITY_KEYS =
      List.of("server", "direction", "family", "version", "from");

  /** What no user or host is called. */
  private static final String LIKE_A_NETWORK =
      "[0-9]+(\\.[0-9]+){3}(/.*)?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/.*)?";

  private PolicyBlock() {}

  /**
   * @param policy the block
   * @param retired servers, connectors and sites of which no more logs are expected
   * @throws UsageException if a key says what is not understood
   */
  static Policy read(Settings policy, List<String> retired) {
    Settings weak = policy.block("weak");
    return new Policy(
        policy.days("window"),
        terms(policy),
        new WeakSuites(weak.texts("ciphers"), weak.texts("macs"), weak.texts("key-exchanges")),
        overrides(policy),
        policy.blocks("exceptions", EXCEPTION_KEYS).stream().map(PolicyBlock::exception).toList(),
        policy.blocks("capabilities", CAPABILITY_KEYS).stream()
            .map(PolicyBlock::capability)
            .toList(),
        new Retired(retired));
  }

  private static Terms terms(Settings block) {
    return new Terms(
        version(block, "minimum-version"),
        block.days("silence"),
        block.days("dormant"),
        block.share("minimum-coverage"));
  }

  /** What a block leaves out holds as for all. */
  private static List<Policy.Override> overrides(Settings policy) {
    Config defaults = ConfigFactory.parseString("role = any, direction = any, protocol = any");
    for (String key : TERMS) {
      defaults = defaults.withValue(key, policy.block().toConfig().getValue(key));
    }
    List<Policy.Override> overrides = new ArrayList<>();
    for (Settings block : policy.blocks("overrides", List.of(), defaults)) {
      overrides.add(
          new Policy.Override(
              word(block, "role", Role.values()),
              word(block, "direction", Direction.values()),
              word(block, "protocol", Protocol.values()),
              terms(block)));
    }
    return List.copyOf(overrides);
  }

  private static Policy.Excepted exception(Settings block) {
    String party = block.text("party");
    if (party.isBlank()) {
      throw block.wrong("party", "is empty: give an address, a network, a user or another name");
    }
    return new Policy.Excepted(
        party.strip(), network(block, party.strip()), block.text("reason"), day(block, "until"));
  }

  /** Null if it is a name. */
  private static @Nullable Network network(Settings block, String party) {
    try {
      return new Network(party);
    } catch (IllegalArgumentException e) {
      if (party.matches(LIKE_A_NETWORK)) {
        throw block.wrong("party", String.valueOf(e.getMessage()));
      }
      return null;
    }
  }

  private static Policy.KnownCapability capability(Settings block) {
    return new Policy.KnownCapability(
        block.text("server"),
        required(block, "direction", Direction.values()),
        required(block, "family", Family.values()),
        version(block, "version"),
        day(block, "from"));
  }

  private static LocalDate day(Settings block, String key) {
    Integer day = block.dayOrNull(key);
    if (day == null) {
      throw block.wrong(key, "is null: give a date, such as 2027-03-31");
    }
    return LocalDate.ofEpochDay(day);
  }

  /** A version by its name in the tables, however it is spelled. */
  static String version(Settings block, String key) {
    String text = block.text(key);
    return TlsVersion.ofText(text)
        .orElseThrow(
            () -> block.wrong(key, "is '%s', no version: give one as TLS 1.2".formatted(text)));
  }

  /** Null if it is any. */
  private static @Nullable String word(Settings block, String key, Labelled[] words) {
    return block.text(key).equals("any") ? null : required(block, key, words);
  }

  private static String required(Settings block, String key, Labelled[] words) {
    String text = block.text(key);
    if (Labelled.find(words, text) == null) {
      throw block.wrong(
          key,
          "is '%s': give one of %s"
              .formatted(
                  text, String.join(", ", Arrays.stream(words).map(Labelled::label).toList())));
    }
    return text;
  }
}
