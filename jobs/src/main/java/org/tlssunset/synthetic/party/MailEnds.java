package org.tlssunset.synthetic.party;

/**
 * Between which ends a session is, as the log has them.
 *
 * @param local this server's endpoint
 * @param remote the peer's
 */
public record MailEnds(String connector, String local, String remote) {}
