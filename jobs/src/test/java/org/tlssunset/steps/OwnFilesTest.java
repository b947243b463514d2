package org.tlssunset.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;

class OwnFilesTest {

  @ParameterizedTest
  @ValueSource(strings = {"/data/tls", "/data/tls/", "s3a://logs/tls"})
  void theTablesFilesAreNoLogs(String warehouse) {
    String root = warehouse.replaceFirst("/$", "");
    List<String> logs =
        List.of(
            root + ".log",
            root + "/archive/u_ex240501.log",
            root + "/csv.log",
            root + "/tls_observations_of_may.log",
            root + "2/tls_observations/a.parquet");
    List<String> own =
        List.of(
            root + "/tls_observations/part-0.snappy.parquet",
            root + "/ingested_files/part-0.snappy.parquet",
            root + "/csv/client_protocol.csv");
    List<Archive.Unlisted> unlisted = List.of(new Archive.Unlisted("/data/x", "is gone"));

    Archive.Listing left =
        new OwnFiles(warehouse)
            .leftOutOf(
                new Archive.Listing(
                    Stream.concat(logs.stream(), own.stream())
                        .map(path -> new ArchiveFile(path, 1, 1))
                        .toList(),
                    unlisted));

    assertThat(left.files()).extracting(ArchiveFile::path).containsExactlyElementsOf(logs);
    assertThat(left.unlisted()).isEqualTo(unlisted);
  }
}
