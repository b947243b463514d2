package org.tlssunset.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes an archive of mail and web server logs, and knows what it proves. */
public final class SyntheticArchive {

  private static final int HOURS = 24;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 86_400_000;

  /** A client that sends mail makes one session where others make so many requests. */
  private static final double REQUESTS_PER_SESSION = 8;

  /** Health checks of a server in an hour: web, then mail. */
  private static final int WEB_PROBES = 4;

  private static final int MAIL_PROBES = 1;
  private static final int PROBES = WEB_PROBES + MAIL_PROBES;

  /** An event is a number: the millisecond of the hour, and below these bits who it is. */
  private static final int WHO_BITS = 32;

  private final ArchiveShape shape;
  private final World world;
  private final Dice dice;
  private final Tally tally = new Tally();
  private final Shelf shelf;
  private final List<WebTraffic> web = new ArrayList<>();
  private final List<SmtpTraffic> mail = new ArrayList<>();
  private long[] events = new long[1 << 12];

  private SyntheticArchive(Path folder, ArchiveShape shape) {
    this.shape = shape;
    dice = new Dice(shape.seed());
    world = World.of(shape, dice.split(1));
    shelf = new Shelf(folder.toAbsolutePath().normalize(), shape, tally, dice.split(2));
    SessionIds ids = new SessionIds(shape.firstDay());
    for (MailServer server : world.servers()) {
      Dice own = dice.split(100 + server.number());
      web.add(new WebTraffic(shape, server, shelf, tally, own.split(1)));
      mail.add(new SmtpTraffic(shape, server, ids, shelf, tally, own.split(2)));
    }
  }

  /**
   * Writes an archive. Takes memory for an hour of it and for its truth, however many days it has.
   *
   * @param folder where to; made if it is missing
   * @throws IOException if it cannot be written
   */
  public static Truth write(Path folder, ArchiveShape shape) throws IOException {
    return new SyntheticArchive(folder, shape).write();
  }

  private Truth write() throws IOException {
    for (int day = 0; day < shape.days(); day++) {
      for (int hour = 0; hour < HOURS; hour++) {
        hour(day, hour, dice.split(1_000L + day * HOURS + hour));
      }
    }
    for (WebTraffic traffic : web) {
      traffic.close();
    }
    for (SmtpTraffic traffic : mail) {
      traffic.close();
    }
    shelf.close();
    if (shape.nasty()) {
      new Oddments(shelf, tally, shape.firstDay().minusDays(1)).write();
    }
    return tally.truth();
  }

  private void hour(int day, int hour, Dice hourDice) throws IOException {
    LocalDate calendar = shape.firstDay().plusDays(day);
    boolean isWeekend =
        calendar.getDayOfWeek() == DayOfWeek.SATURDAY
            || calendar.getDayOfWeek() == DayOfWeek.SUNDAY;
    int count = 0;
    for (int i = 0; i < world.clients().size(); i++) {
      double expected = expected(world.clients().get(i), hour, isWeekend);
      count = add(count, (int) (expected + hourDice.fraction()), i, hourDice);
    }
    int probes = PROBES * world.servers().size();
    for (int i = 0; i < probes; i++) {
      count = add(count, 1, world.clients().size() + i, hourDice);
    }
    Arrays.sort(events, 0, count);
    long hourStart = calendar.toEpochDay() * DAY_MILLIS + (long) hour * HOUR_MILLIS;
    for (int i = 0; i < count; i++) {
      int millis = (int) (events[i] >>> WHO_BITS);
      happen((int) events[i], day, hour * HOUR_MILLIS + millis, hourStart + millis, hourDice);
    }
    for (SmtpTraffic traffic : mail) {
      traffic.writeUntil(hourStart + HOUR_MILLIS);
    }
  }

  private double expected(Client client, int hour, boolean isWeekend) {
    double requests =
        shape.requestsPerClientDay() * client.load() * client.kind().hours().share(hour, isWeekend);
    return client.program() == null ? requests / REQUESTS_PER_SESSION : requests;
  }

  private int add(int count, int times, int who, Dice hourDice) {
    while (count + times > events.length) {
      events = Arrays.copyOf(events, 2 * events.length);
    }
    for (int i = 0; i < times; i++) {
      events[count + i] = (long) hourDice.below(HOUR_MILLIS) << WHO_BITS | who;
    }
    return count + times;
  }

  private void happen(int who, int day, int millisOfDay, long time, Dice hourDice)
      throws IOException {
    int second = millisOfDay / 1000;
    if (who >= world.clients().size()) {
      int probe = who - world.clients().size();
      int server = probe / PROBES;
      if (probe % PROBES < WEB_PROBES) {
        web.get(server).probe(day, second, hourDice);
      } else {
        mail.get(server).probe(time, hourDice);
      }
      return;
    }
    Client client = world.clients().get(who);
    int server = hourDice.oneIn(5) ? hourDice.below(world.servers().size()) : client.home();
    HttpProgram program = client.program();
    if (program == null) {
      mail.get(server).session(client, time, day, hourDice);
    } else {
      web.get(server).request(client, program, day, second, hourDice);
    }
  }
}
