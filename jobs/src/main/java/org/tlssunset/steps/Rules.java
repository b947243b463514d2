package org.tlssunset.steps;

import java.util.Optional;
import org.tlssunset.config.Configuration;
import org.tlssunset.plan.Policy;
import org.tlssunset.plan.Scenario;
import org.tlssunset.rollup.Identity;

/**
 * The settings that tables are counted by.
 *
 * @param identity what is kept of who signed in
 * @param policy what is asked of parties
 * @param plan what is to be switched off; empty if nothing is planned
 */
public record Rules(Identity identity, Policy policy, Optional<Scenario> plan) {

  /** As they are configured. */
  public static Rules of(Configuration configuration) {
    return new Rules(configuration.identity(), configuration.policy(), configuration.plan());
  }
}
