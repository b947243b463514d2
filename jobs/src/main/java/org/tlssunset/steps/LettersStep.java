package org.tlssunset.steps;

import java.util.List;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.upkeep.ToldUsers;

/** Takes names out of {@code outreach_letters} where the rollups no longer keep them. */
record LettersStep() implements Step {

  @Override
  public String doing() {
    return "looking at letters";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.OUTREACH_LETTERS);
  }

  @Override
  public void in(Run run) {
    if (new ToldUsers(run.warehouse()).follow(run.configuration().identity().words())) {
      run.told().counted(Tables.OUTREACH_LETTERS);
    }
  }
}
