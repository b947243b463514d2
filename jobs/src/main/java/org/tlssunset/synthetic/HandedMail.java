package org.tlssunset.synthetic;

/**
 * A client's mail that the front end hands on to hub transport.
 *
 * @param sessionId that of the client's session with the front end
 * @param port the client's
 * @param time when it is handed on, milliseconds since 1970
 */
record HandedMail(Client client, String sessionId, int port, long time, long messageId) {}
