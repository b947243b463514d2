package org.tlssunset.outreach;

/**
 * Who writes to the owners.
 *
 * @param organisation as letters name it; empty if it is not known
 * @param contact whom to answer: a name, a mail address, a telephone number; empty if it is not
 *     known
 */
public record Sender(String organisation, String contact) {}
