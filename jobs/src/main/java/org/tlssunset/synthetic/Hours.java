package org.tlssunset.synthetic;

/** When a client is at work: what share of its day's requests comes in each hour, UTC. */
enum Hours {
  OFFICE(
      0.1, new int[] {0, 0, 0, 0, 0, 1, 4, 9, 12, 12, 11, 8, 9, 11, 11, 8, 5, 2, 1, 0, 0, 0, 0, 0}),
  WAKING(0.6, new int[] {1, 1, 1, 1, 2, 4, 6, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 6, 5, 5, 4, 3, 2}),
  DAY_AND_NIGHT(
      1.0, new int[] {4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4});

  private final double weekend;
  private final double[] shares = new double[24];

  Hours(double weekend, int[] weights) {
    this.weekend = weekend;
    double sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    for (int hour = 0; hour < weights.length; hour++) {
      shares[hour] = weights[hour] / sum;
    }
  }

  /** The hour's share of a working day's requests. */
  double share(int hour, boolean isWeekend) {
    return isWeekend ? shares[hour] * weekend : shares[hour];
  }
}
