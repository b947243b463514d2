package org.tlssunset.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The right of one run to change a warehouse. Claims are numbered files; the highest number counts.
 * Whoever wants the warehouse makes the next number once the highest is void: given back, left by a
 * process of this machine that is gone, or not renewed for five minutes of the store's own clock.
 *
 * <p>Why two runs never commit side by side: a holder begins a commit within four minutes of the
 * beginning of a renewal that succeeded ({@link #confirm}), so nobody can have found it void by
 * then, whatever the machines' clocks say. Later than that it asks the store, renewing on the spot.
 * A commit that is held up on its way until the claim is void fails: whoever takes back what it
 * belongs to has committed to the ledger first ({@link Recovery}), and Delta lets one of two win. A
 * renewal writes and then looks for a higher number; a taker writes the higher number and then
 * looks whether the lower was renewed: of the two, at least one sees the other and leaves. A number
 * is deleted only once there is a higher one, or by the taker that withdraws, so none is given to
 * two.
 */
public final class Claim implements AutoCloseable {

  /** How often a claim is renewed, and after how long without it is void. */
  record Terms(Duration renewedEvery, Duration voidAfter) {

    static final Terms USUAL = new Terms(Duration.ofSeconds(30), Duration.ofMinutes(5));

    /** Until then nobody finds the claim void. */
    long trustedMillis() {
      return voidAfter.toMillis() * 4 / 5;
    }

    long askedAgainMillis() {
      return Math.min(2_000, voidAfter.toMillis() / 5);
    }
  }

  /** The claims that this process holds, or tries to take, by their ids. */
  private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

  private final ClaimFiles files;
  private final Terms terms;
  private final Holder holder;
  private final long number;
  private final ScheduledExecutorService renewals;
  private final Thread atExit = new Thread(this::release, "claim");

  private Age renewed;
  private boolean isOurs = true;

  private Claim(ClaimFiles files, Terms terms, Holder holder, long number, Age renewed) {
    this.files = files;
    this.terms = terms;
    this.holder = holder;
    this.number = number;
    this.renewed = renewed;
    renewals =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "claim-renewal");
              thread.setDaemon(true);
              return thread;
            });
    long every = terms.renewedEvery().toMillis();
    renewals.scheduleAtFixedRate(this::tryToRenew, every, every, TimeUnit.MILLISECONDS);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * A moment of this process. The wall clock sees that the machine was suspended, the other one
   * that the wall clock was set back.
   */
  private record Age(long nanos, long millis) {

    static Age now() {
      return new Age(System.nanoTime(), System.currentTimeMillis());
    }

    long passedMillis() {
      return Math.max((System.nanoTime() - nanos) / 1_000_000, System.currentTimeMillis() - millis);
    }
  }

  /**
   * Takes the warehouse, as soon as nobody else has it.
   *
   * @param command what it is taken for, to be told to others
   * @param wait how long to wait for another run to end
   * @param waiting told whom the run waits for, whenever it has looked again
   * @throws ClaimedException if another run still holds it then
   */
  static Claim take(
      ClaimFiles files,
      Terms terms,
      String warehouse,
      String command,
      Duration wait,
      Consumer<String> waiting) {
    Holder self = Holder.self(command);
    Age begun = Age.now();
    boolean isTaken = false;
    HELD.add(self.id());
    try {
      while (true) {
        long highest = files.highest();
        long written = writtenAt(files, highest);
        Optional<Holder> other = holder(files, highest);
        if (highest == 0 || isVoid(files, other, written, terms)) {
          Optional<Claim> taken = next(files, terms, self, highest, written);
          isTaken = taken.isPresent();
          if (isTaken) {
            return taken.get();
          }
          continue; // somebody was faster, or has come back: look who
        }
        String holder = other.map(Holder::toString).orElse("by whom is not said");
        if (begun.passedMillis() >= wait.toMillis()) {
          throw new ClaimedException(
              "another run holds %s (%s): wait for it with --wait 30m, or stop it"
                  .formatted(warehouse, holder));
        }
        waiting.accept(holder);
        Thread.sleep(terms.askedAgainMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another run", e);
    } finally {
      if (!isTaken) {
        HELD.remove(self.id());
      }
    }
  }

  /**
   * Takes the number after a void one.
   *
   * @param written when that was written, as of before it was found void
   */
  private static Optional<Claim> next(
      ClaimFiles files, Terms terms, Holder self, long highest, long written) throws IOException {
    Age begun = Age.now();
    if (!files.create(highest + 1, self.text())) {
      return Optional.empty();
    }
    if (files.highest() != highest + 1 || writtenAt(files, highest) != written) {
      files.delete(highest + 1);
      return Optional.empty();
    }
    files.deleteBelow(highest + 1);
    return Optional.of(new Claim(files, terms, self, highest + 1, begun));
  }

  /**
   * @param written when the claim was written; 0 if its file is gone
   */
  private static boolean isVoid(
      ClaimFiles files, Optional<Holder> holder, long written, Terms terms) throws IOException {
    return holder
            .filter(other -> other.isReleased() || other.isGone() || isForgotten(other))
            .isPresent()
        || written != 0 && files.now() - written >= terms.voidAfter().toMillis();
  }

  /** Whether a run of this process has ended that could not say so: the store failed it. */
  private static boolean isForgotten(Holder other) {
    return other.isThisProcess() && !HELD.contains(other.id());
  }

  /** Empty if the file is being written, damaged or gone. */
  private static Optional<Holder> holder(ClaimFiles files, long number) throws IOException {
    try {
      return number == 0 ? Optional.empty() : Optional.of(Holder.of(files.read(number)));
    } catch (FileNotFoundException | NoSuchFileException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** 0 if it is not there. */
  private static long writtenAt(ClaimFiles files, long number) throws IOException {
    try {
      return number == 0 ? 0 : files.writtenAt(number);
    } catch (FileNotFoundException | NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * Makes sure that the warehouse is still ours; to be called right before each commit.
   *
   * @throws ClaimedException if another run has taken it, or the claim was given back
   * @throws UncheckedIOException if that cannot be found out
   */
  synchronized void confirm() {
    if (!isOurs) {
      throw lost();
    }
    boolean isTrusted = renewed.passedMillis() < terms.trustedMillis();
    try {
      if (!isTrusted) {
        renew();
      } else if (files.highest() != number) {
        isOurs = false;
        throw lost();
      }
    } catch (IOException e) {
      if (!isTrusted) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private synchronized void renew() throws IOException {
    Age begun = Age.now();
    if (isOurs && files.highest() == number) {
      files.replace(number, holder.text());
      isOurs = files.highest() == number;
      renewed = begun;
    } else {
      isOurs = false;
    }
    if (!isOurs) {
      throw lost();
    }
  }

  private ClaimedException lost() {
    return new ClaimedException(
        "another run has taken the warehouse, for this one had not been heard of for %d minutes, or seemed to be gone: run it again"
            .formatted(terms.voidAfter().toMinutes()));
  }

  private void tryToRenew() {
    try {
      renew();
    } catch (IOException | RuntimeException e) {
      // The next try may succeed; a commit that comes too late for it asks the store itself.
      return;
    }
  }

  /** Gives the warehouse back. */
  @Override
  public void close() {
    release();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the process is ending
    }
  }

  private synchronized void release() {
    renewals.shutdownNow();
    HELD.remove(holder.id());
    if (!isOurs) {
      return;
    }
    isOurs = false;
    try {
      if (files.highest() == number) {
        files.replace(number, holder.released().text());
      }
    } catch (IOException | RuntimeException e) {
      return; // it will be found void
    }
  }
}
