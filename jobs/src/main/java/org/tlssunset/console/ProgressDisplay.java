package org.tlssunset.console;

/** Shows how far a run is; told so from time to time. */
interface ProgressDisplay {

  /**
   * How far a run is.
   *
   * @param step what is being done
   * @param stepMillis for how long
   * @param files how many are to be read
   * @param filesRead how many of them have been
   * @param bytes their stored size; -1 while no files are read
   * @param bytesRead how much of it has been read
   * @param readingMillis for how long they have been read
   */
  record State(
      String step,
      long stepMillis,
      long files,
      long filesRead,
      long bytes,
      long bytesRead,
      long readingMillis) {}

  /** Shows nothing. */
  ProgressDisplay NONE =
      new ProgressDisplay() {
        @Override
        public void show(State state) {}

        @Override
        public void hide() {}
      };

  void show(State state);

  /** Takes away what is shown, if it can be. */
  void hide();
}
