package org.tlssunset.warehouse.delta;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The tables that were asked without Spark, each as it was when it was first asked. */
public final class PlainTables {

  private final Map<String, PlainTable> known = new HashMap<>();
  private final Supplier<Configuration> settings;
  private @Nullable Configuration hadoop;
  private @Nullable Engine engine;

  /**
   * @param settings gives Hadoop's, which takes a while: it is asked once, when they are needed
   */
  public PlainTables(Supplier<Configuration> settings) {
    this.settings = settings;
  }

  /** Hadoop's settings. */
  public Configuration hadoop() {
    Configuration given = hadoop;
    if (given == null) {
      given = settings.get();
      hadoop = given;
    }
    return given;
  }

  private Engine engine() {
    Engine made = engine;
    if (made == null) {
      made = DefaultEngine.create(hadoop());
      engine = made;
    }
    return made;
  }

  /** The table in a folder; empty if there is none. */
  public Optional<PlainTable> at(String path) {
    if (!known.containsKey(path)) {
      PlainTable.at(engine(), path).ifPresent(found -> known.put(path, found));
    }
    return Optional.ofNullable(known.get(path));
  }

  /** Sees what others have done until now. */
  public void look() {
    known.clear();
  }
}
