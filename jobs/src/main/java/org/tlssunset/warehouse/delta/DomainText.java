package org.tlssunset.warehouse.delta;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.DomainMetadata;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What commits say of our domains, which Delta keeps with a table's version and leaves to us: its
 * domain metadata. Those of Delta's own, like the clustering, are left alone. Written against Delta
 * 4.4.0.
 */
final class DomainText {

  /** Says nothing of a domain that something was said of. */
  static final String NOTHING = "";

  private static final String OURS = "tlsSunset.";

  private DomainText() {}

  /** The last commit's checksum file tells them; without it, a Spark job has to. */
  static Map<String, String> all(Snapshot snapshot) {
    Option<Seq<DomainMetadata>> told =
        snapshot.checksumOpt().isDefined()
            ? snapshot.checksumOpt().get().domainMetadata()
            : Option.empty();
    Map<String, String> texts = new LinkedHashMap<>();
    CollectionConverters.asJava(told.isDefined() ? told.get() : snapshot.domainMetadata()).stream()
        .filter(each -> each.domain().startsWith(OURS))
        .forEach(each -> texts.put(each.domain(), each.configuration()));
    return texts;
  }

  static Action action(String domain, String text) {
    return new DomainMetadata(domain, text, text.equals(NOTHING));
  }
}
