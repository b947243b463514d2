package org.tlssunset.ingest;

/**
 * A column that nothing reads and that holds addresses: a proxy may forward its clients' there.
 *
 * @param name as the logs' {@code #Fields} has it
 * @param logs how many logs have it
 * @param example one of them, as column source_file has it
 */
public record AddressColumn(String name, long logs, String example) {}
