package org.tlssunset.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.IgnorePatterns;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.ingest.IngestSettings;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.location.Location;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.outreach.Sender;
import org.tlssunset.party.PartySettings;
import org.tlssunset.plan.Policy;
import org.tlssunset.plan.Scenario;
import org.tlssunset.rollup.Identity;
import org.tlssunset.servers.ServerFiles;
import org.tlssunset.upkeep.RetentionSettings;

/**
 * The configuration, checked: the defaults of {@code conf/tls-sunset.conf} and over them what the
 * user's file says.
 *
 * @param ignored files of archives that are left out
 * @param retiredServers of which no more logs are expected
 * @param rejectedShareAllowed of the lines, from 0 to 1, before a run is said to be incomplete
 * @param identity what the rollups keep of who signed in
 * @param keep how long things are kept
 * @param parties whose addresses are whose
 * @param policy what is asked of those who use the service
 * @param plan what each night works out; empty if nothing is planned
 * @param servers where to read what the servers are configured to do
 * @param nameFiles paths of the files that name hosts
 * @param owners the path of the file that says whose clients are; empty if there is none
 * @param sender who writes to the owners
 * @param report where each night's page for the lead goes
 * @param spark Spark's settings
 */
public record Configuration(
    IgnorePatterns ignored,
    IngestSettings ingest,
    List<String> retiredServers,
    double rejectedShareAllowed,
    Identity identity,
    RetentionSettings keep,
    PartySettings parties,
    Policy policy,
    Optional<Scenario> plan,
    ServerFiles servers,
    List<String> nameFiles,
    Optional<String> owners,
    Sender sender,
    ReportSettings report,
    Map<String, String> spark) {

  /** Nightly runs and queries that began within this time may still need a file. */
  private static final Duration LEAST_OLD_FILES = Duration.ofDays(1);

  /** So many characters are not found by trying. */
  private static final int LEAST_KEY = 16;

  /** The block that all keys are in. */
  static final String ROOT = "tls-sunset";

  /** The file that users read is on the class path. */
  static final Config DEFAULTS = ConfigFactory.parseResources("tls-sunset.conf");

  /**
   * Reads the configuration.
   *
   * @param file the user's file; null if there is none
   * @throws UsageException if the file cannot be read or says what is not understood
   */
  public static Configuration load(@Nullable Path file) {
    return layered(file == null ? List.of() : List.of(file));
  }

  /**
   * Reads the configuration of several files, of which each holds over those before it.
   *
   * @throws UsageException if one cannot be read or says what is not understood
   */
  public static Configuration layered(List<Path> files) {
    Config config = DEFAULTS;
    for (Path file : files) {
      config = ConfigurationFile.read(file, config);
    }
    return of(config);
  }

  /**
   * @param config with all keys
   */
  static Configuration of(Config config) {
    Settings root = new Settings(config.root(), "").block(ROOT);
    Settings iis = root.block("iis");
    Settings probes = root.block("probes");
    Settings ingest = root.block("ingest");
    PartySettings parties = PartyBlocks.read(root);
    LogSettings logs =
        new LogSettings(
            iis.texts("crypt-protocol-fields"),
            iis.texts("crypt-cipher-fields"),
            iis.texts("crypt-hash-fields"),
            iis.texts("crypt-key-exchange-fields"),
            parties.fields(
                new ForwardingFields(iis.texts("forwarded-for-fields"), List.of(), List.of())),
            iis.ports("http-ports"),
            probes.texts("user-agents"),
            probes.texts("users"),
            probes.texts("paths"));
    ReadSettings read =
        new ReadSettings(
            logs,
            serverNames(root),
            codePages(root),
            new Stores(root.others("hadoop")),
            ingest.count("rejected-lines-kept", 0));
    return new Configuration(
        ignored(root),
        new IngestSettings(
            read,
            ingest.bytes("batch-bytes"),
            ingest.count("batch-files", 1),
            ingest.bytes("split-bytes"),
            ingest.duration("settled-after")),
        root.texts("retired-servers"),
        ingest.share("rejected-share-allowed"),
        identity(root.block("rollup")),
        keep(root.block("maintain")),
        parties,
        PolicyBlock.read(root.block("policy"), root.texts("retired-servers")),
        plan(root.block("plan")),
        servers(root.block("server-settings")),
        paths(root, "name-files"),
        path(root, "owners"),
        new Sender(
            root.block("outreach").text("organisation"), root.block("outreach").text("contact")),
        report(root.block("report")),
        root.others("spark"));
  }

  /** The same, run by Spark as these settings say. */
  public Configuration withSpark(Map<String, String> settings) {
    return new Configuration(
        ignored,
        ingest,
        retiredServers,
        rejectedShareAllowed,
        identity,
        keep,
        parties,
        policy,
        plan,
        servers,
        nameFiles,
        owners,
        sender,
        report,
        settings);
  }

  private static Optional<Scenario> plan(Settings block) {
    List<String> versions = block.texts("disable");
    String at = block.text("at");
    Integer on = block.text("on").isEmpty() ? null : block.dayOrNull("on");
    if (at.isBlank()) {
      throw block.wrong(
          "at", "is empty: give servers, everywhere, or the name of a server or proxy");
    }
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Scenario.of(versions, at, on == null ? null : LocalDate.ofEpochDay(on)));
    } catch (IllegalArgumentException e) {
      throw block.wrong("disable", String.valueOf(e.getMessage()));
    }
  }

  private static ServerFiles servers(Settings block) {
    return new ServerFiles(paths(block, "exports"), path(block, "inventory"));
  }

  /** Empty if it is not given. */
  private static Optional<String> path(Settings block, String key) {
    return Optional.of(block.text(key)).filter(path -> !path.isBlank());
  }

  private static ReportSettings report(Settings block) {
    Optional<String> folder = path(block, "folder");
    if (folder.isPresent() && !Location.isLocal(folder.get())) {
      throw block.wrong("folder", "is no local folder: browsers open the page from there");
    }
    return new ReportSettings(folder.flatMap(Location::local), block.daysOrAll("keep"));
  }

  private static Identity identity(Settings rollup) {
    String key = rollup.text("identify-secret");
    Identity.Kept kept =
        switch (rollup.text("identify")) {
          case "name" -> Identity.Kept.NAME;
          case "pseudonym" -> Identity.Kept.PSEUDONYM;
          case "none" -> Identity.Kept.NONE;
          default -> throw rollup.wrong("identify", "is none of name, pseudonym and none");
        };
    if (kept == Identity.Kept.PSEUDONYM && key.length() < LEAST_KEY) {
      throw rollup.wrong(
          "identify-secret",
          "is too short to make pseudonyms with: give %d characters or more that nobody can guess"
              .formatted(LEAST_KEY));
    }
    return Identity.of(kept, key);
  }

  private static RetentionSettings keep(Settings maintain) {
    RetentionSettings keep =
        new RetentionSettings(
            maintain.daysOrAll("keep-observations"),
            maintain.daysOrAll("keep-rejected-lines"),
            maintain.daysOrAll("keep-rollups"),
            maintain.daysOrAll("keep-users"),
            maintain.duration("keep-old-files"));
    if (keep.oldFiles().compareTo(LEAST_OLD_FILES) < 0) {
      throw maintain.wrong(
          "keep-old-files",
          "is too short, somebody may be reading them: give 1d or more, or run maintain --delete-now once");
    }
    if (keep.rollups().isPresent()
        && (keep.observations().isEmpty()
            || keep.observations().getAsInt() > keep.rollups().getAsInt())) {
      throw maintain.wrong(
          "keep-rollups", "is shorter than keep-observations: rollups are counted from these");
    }
    return keep;
  }

  private static IgnorePatterns ignored(Settings root) {
    try {
      return IgnorePatterns.of(root.texts("ignore"));
    } catch (IllegalArgumentException e) {
      throw root.wrong("ignore", "holds " + e.getMessage());
    }
  }

  /** Their names stand in a table, and so may hold no password. */
  private static List<String> paths(Settings block, String key) {
    List<String> paths = block.texts(key);
    for (String path : paths) {
      if (path.isBlank()) {
        throw block.wrong(key, "holds a path that is empty: give one, or take it out");
      }
      if (Stores.isWithPassword(path)) {
        throw block.wrong(key, "holds a path with a password: give it to Hadoop's settings");
      }
    }
    return paths;
  }

  private static CodePages codePages(Settings root) {
    CodePages codePages = CodePages.NONE;
    for (Settings entry : root.blocks("code-pages", List.of("path", "charset"))) {
      try {
        codePages = codePages.with(entry.text("path"), entry.text("charset"));
      } catch (IllegalArgumentException e) {
        throw entry.wrong(String.valueOf(e.getMessage()));
      }
    }
    return codePages;
  }

  private static ServerNamePattern serverNames(Settings root) {
    String key = "server-name-pattern";
    String regex = root.text(key);
    try {
      return regex.isEmpty() ? ServerNamePattern.NONE : ServerNamePattern.of(regex);
    } catch (IllegalArgumentException e) { // PatternSyntaxException among them
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw root.wrong(key, "is no usable regular expression: " + reason);
    }
  }
}
