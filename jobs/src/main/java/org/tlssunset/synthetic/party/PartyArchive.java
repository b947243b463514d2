package org.tlssunset.synthetic.party;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.Mishaps;

/**
 * A small archive of some days of four Exchange servers, and one day a year before, in which all of
 * {@link PartyStory} happens.
 *
 * @param folder absolute; its folders are named as the servers are
 * @param configuration under which it is to be read: HOCON, the block {@code tls-sunset} with
 *     {@code proxies}, {@code servers}, {@code own-networks} and {@code server-name-pattern}
 * @param days the archive's files, absolute, in the order of their names, and the UTC day of each
 */
public record PartyArchive(
    Path folder, PartyTruth truth, String configuration, Map<Path, LocalDate> days) {

  /** So many nights a shuffled archive comes in. */
  private static final int SHUFFLED_NIGHTS = 4;

  /**
   * Writes one: equal seeds give equal bytes.
   *
   * @param folder in which nothing else is
   * @param nasty whether lines are damaged, sessions cut between files, clocks wrong and addresses
   *     oddly spelled
   */
  public static PartyArchive write(Path folder, long seed, boolean nasty) throws IOException {
    Path absolute = folder.toAbsolutePath();
    Dice dice = new Dice(seed);
    TruthBook book = new TruthBook();
    Servers servers = Servers.of(nasty, book, dice.split(1));
    Scene scene = new Scene(servers, book, nasty, dice.split(2));
    new RelayStories(scene).tell();
    new ClientStories(scene).tell();
    new ProxyStories(scene).tell();
    new BalancerStories(scene).tell();
    new ForgeryStories(scene).tell();
    new ServerStories(scene).tell();
    new ProbeStories(scene).tell();
    Mishaps mishaps = new Mishaps(ArchiveShape.small().withNasty(nasty), dice.split(3));
    for (ExchangeServer server : servers.all()) {
      for (LogSheet sheet : server.sheets().toList()) {
        sheet.write(absolute, book, mishaps);
      }
    }
    return new PartyArchive(
        absolute, book.truth(), Organisation.configuration(), new TreeMap<>(book.days()));
  }

  /** Returns the archive's files in portions: each file once, no portion empty. */
  public List<List<Path>> nights(Delivery delivery) {
    return switch (delivery) {
      case BY_DAY -> portions(days::get);
      case BACKWARDS -> {
        List<List<Path>> nights = new ArrayList<>(portions(days::get));
        Collections.reverse(nights);
        yield nights;
      }
      case BY_SERVER -> portions(file -> folder.relativize(file).getName(0).toString());
      case SHUFFLED -> {
        Dice dice = new Dice(days.size());
        yield portions(file -> dice.below(SHUFFLED_NIGHTS));
      }
    };
  }

  /** The files in portions, those with the first keys first. */
  private <K extends Comparable<? super K>> List<List<Path>> portions(Function<Path, K> key) {
    Map<K, List<Path>> portions = new TreeMap<>();
    for (Path file : days.keySet()) {
      portions.computeIfAbsent(key.apply(file), any -> new ArrayList<>()).add(file);
    }
    Collection<List<Path>> all = portions.values();
    return List.copyOf(all);
  }
}
