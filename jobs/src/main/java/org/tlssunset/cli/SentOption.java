package org.tlssunset.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.UsageException;
import org.tlssunset.outreach.letters.LetterMemory;
import org.tlssunset.plan.Scenario;
import org.tlssunset.warehouse.Warehouse;
import picocli.CommandLine.Option;

/** Whether letters are remembered, or those that are remembered taken back. */
final class SentOption {

  @Option(
      names = "--sent",
      paramLabel = "DATE",
      description =
          "The letters go out on that day: remember what they tell. They follow those of days before; what is"
              + " remembered of the same day is replaced, so that a run can be repeated.")
  private @Nullable LocalDate sent;

  @Option(
      names = "--unsent",
      paramLabel = "DATE",
      description =
          "The last letters, of that day, did not go out: forget what is remembered of them.")
  private @Nullable LocalDate unsent;

  /**
   * Whether tables are changed.
   *
   * @throws UsageException if both are asked for
   */
  boolean isChanging() {
    if (sent != null && unsent != null) {
      throw new UsageException("give --sent or --unsent, not both");
    }
    return sent != null || unsent != null;
  }

  /**
   * What owners were told of a plan.
   *
   * @throws UsageException if letters of a later day are remembered, or none that are to be taken
   *     back
   */
  LetterMemory memory(Warehouse tables, Scenario scenario) {
    if (sent != null) {
      LetterMemory memory = LetterMemory.sending(tables, scenario, sent);
      refuseLater(memory, sent, "give --sent that day or a later one, or take them back");
      return memory;
    }
    if (unsent != null) {
      LetterMemory memory = LetterMemory.takingBack(tables, scenario, unsent);
      refuseLater(memory, unsent, "take them back first");
      if (!memory.hasAside()) {
        throw new UsageException(
            "no letters of %s about this plan are remembered%s"
                .formatted(
                    unsent, memory.newest().map(last -> ": the last are of " + last).orElse("")));
      }
      return memory;
    }
    return LetterMemory.reading(tables, scenario);
  }

  private static void refuseLater(LetterMemory memory, LocalDate day, String cure) {
    memory
        .newest()
        .filter(newest -> newest.isAfter(day))
        .ifPresent(
            newest -> {
              throw new UsageException(
                  "letters of %s about this plan are remembered, and %s is before: %s with --unsent %s"
                      .formatted(newest, day, cure, newest));
            });
  }
}
