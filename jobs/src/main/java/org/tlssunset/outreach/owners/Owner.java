package org.tlssunset.outreach.owners;

/**
 * Whoever has to be asked about a client.
 *
 * @param name as the file has it
 * @param mail an address, or several as the file has them; empty if the file has none
 */
public record Owner(String name, String mail, Language language) {}
