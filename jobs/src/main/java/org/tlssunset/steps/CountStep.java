package org.tlssunset.steps;

import java.util.List;
import java.util.function.Function;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.days.Recount;
import org.tlssunset.days.RecountResult;
import org.tlssunset.schema.Table;

/**
 * Tables that are counted from others.
 *
 * @param writes the tables
 * @param reads the others
 * @param recount what brings it up to date
 */
record CountStep(List<Table> writes, List<Table> reads, Function<Recount, RecountResult> recount)
    implements Step {

  static CountStep of(DerivedDays derived) {
    return new CountStep(
        List.of(derived.table()), derived.inputs(), recount -> recount.days(derived));
  }

  static CountStep of(DerivedWhole derived) {
    return new CountStep(derived.tables(), derived.inputs(), recount -> recount.whole(derived));
  }

  @Override
  public String doing() {
    return "rolling up";
  }

  @Override
  public void in(Run run) {
    RecountResult done = recount.apply(new Recount(run.warehouse()));
    if (done.isChanged()) {
      writes.forEach(run.told()::counted);
    }
    if (!done.frozen().isEmpty()) {
      run.told().frozen(done.frozen());
    }
  }
}
