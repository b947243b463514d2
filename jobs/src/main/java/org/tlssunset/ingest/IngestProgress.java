package org.tlssunset.ingest;

import java.util.function.LongSupplier;

/** Hears how far an ingestion is. */
public interface IngestProgress {

  /** Nobody listens. */
  IngestProgress NONE =
      new IngestProgress() {
        @Override
        public void begin(long files, long bytes, LongSupplier filesRead, LongSupplier bytesRead) {}

        @Override
        public void step(String what) {}

        @Override
        public void end() {}
      };

  /**
   * Reading begins.
   *
   * @param files how many are to be read
   * @param bytes their stored size
   * @param filesRead tells how many of them have been read; any thread may ask
   * @param bytesRead tells how much of their size has been read; any thread may ask
   */
  void begin(long files, long bytes, LongSupplier filesRead, LongSupplier bytesRead);

  /** What is being done now, in a word: reading, writing. */
  void step(String what);

  /** All is done. */
  void end();
}
