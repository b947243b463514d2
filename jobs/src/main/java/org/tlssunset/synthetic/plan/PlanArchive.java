package org.tlssunset.synthetic.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.Mishaps;
import org.tlssunset.synthetic.party.LogSheet;
import org.tlssunset.synthetic.party.PartyArchive;
import org.tlssunset.synthetic.party.TruthBook;

/**
 * A small archive of 120 days of five Exchange servers, one of which has lost its logs, in which
 * all of {@link PlanStory} happens.
 *
 * @param logs the files, the configuration under which they are to be read, and whose connection
 *     each line tells of
 * @param truth what happens to whom when versions are switched off
 */
public record PlanArchive(PartyArchive logs, PlanTruth truth) {

  /**
   * Writes one: equal seeds give equal bytes.
   *
   * @param folder in which nothing else is
   */
  public static PlanArchive write(Path folder, long seed) throws IOException {
    Path absolute = folder.toAbsolutePath();
    Dice dice = new Dice(seed);
    TruthBook book = new TruthBook();
    Site site = Site.of(book, dice.split(1));
    Stage stage = new Stage(site, dice.split(2));
    new ProgramStories(stage).tell();
    new ServerStories(stage).tell();
    new CleartextStories(stage).tell();
    new HouseStories(stage).tell();
    new PartnerStories(stage).tell();
    new CutStories(stage).tell();
    Mishaps mishaps = new Mishaps(ArchiveShape.small().withNasty(false), dice.split(3));
    for (Node node : site.nodes()) {
      for (LogSheet sheet : node.server().sheets().toList()) {
        if (!node.isLost()) {
          sheet.write(absolute, book, mishaps);
        }
      }
    }
    PartyArchive logs =
        new PartyArchive(absolute, book.truth(), site.configuration(), new TreeMap<>(book.days()));
    return new PlanArchive(logs, new PlanTruth(site.places(), stage.histories()));
  }
}
