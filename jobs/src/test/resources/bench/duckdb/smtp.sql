-- SMTP protocol logs at the grain of tls_observations: one row a session.
-- session_lines: the lines, with is_send; ${smtp}: where the rows go.
--
-- Each line is told apart by its beginning; one hash aggregation then keeps of a session the few lines that
-- matter, and they are decoded at the end. No window, no sorting, no regular expression per line.
CREATE OR REPLACE MACRO named_version(name) AS
  CASE name
    WHEN 'SSL2' THEN 'SSL 2.0' WHEN 'SSL3' THEN 'SSL 3.0' WHEN 'TLS1' THEN 'TLS 1.0' WHEN 'TLS1_0' THEN 'TLS 1.0'
    WHEN 'TLS1_1' THEN 'TLS 1.1' WHEN 'TLS1_2' THEN 'TLS 1.2' WHEN 'TLS1_3' THEN 'TLS 1.3' END;

COPY (
  WITH lines AS (
    SELECT is_send, connector, session_id, sequence, logged_at, remote, data, context, filename,
           CASE
             WHEN event = '+' THEN 'connected'
             WHEN event = '*' THEN CASE
               WHEN context LIKE 'TLS protocol%' OR data LIKE 'TLS protocol%' THEN 'handshake'
               WHEN context LIKE 'TLS negotiation failed%' OR data LIKE 'TLS negotiation failed%' THEN 'failure'
               WHEN context LIKE 'Proxying inbound session%' OR data LIKE 'Proxying inbound session%' THEN 'proxying'
               WHEN context = 'authenticated' THEN 'user' END
             WHEN event = CASE WHEN is_send THEN '>' ELSE '<' END THEN CASE upper(left(data, 4))
               WHEN 'EHLO' THEN 'greeting' WHEN 'HELO' THEN 'greeting'
               WHEN 'MAIL' THEN 'mail' WHEN 'AUTH' THEN 'mail' WHEN 'X-EX' THEN 'mail'
               WHEN 'STAR' THEN 'starttls' WHEN 'X-AN' THEN 'starttls'
               WHEN 'XPRO' THEN 'xproxy' END
             WHEN data LIKE '250 XProxy%' THEN 'accepted'
             WHEN (data LIKE '4%' OR data LIKE '5%') AND contains(data, 'STARTTLS') THEN 'refusal' END AS says
    FROM session_lines),
  sessions AS (
    SELECT is_send, connector, session_id,
           min(logged_at) FILTER (says = 'connected') AS connected_at,
           max(logged_at) AS ended_at,
           any_value(remote) FILTER (says = 'connected') AS remote,
           any_value(filename) FILTER (says = 'connected') AS source_file,
           arg_max(coalesce(context, data), sequence) FILTER (says = 'handshake') AS handshake,
           min(sequence) FILTER (says = 'handshake') AS first_handshake,
           any_value(coalesce(context, data)) FILTER (says = 'failure') AS failure,
           arg_max(data, sequence) FILTER (says = 'greeting') AS greeting,
           any_value(data) FILTER (says = 'user') AS user_name,
           -- Mail or sign-in, and the answers that demand TLS for it.
           list(sequence) FILTER (says = 'mail') AS begun,
           list(sequence) FILTER (says = 'refusal') AS refused,
           bool_or(says = 'starttls') AS has_tried,
           bool_or(says = 'xproxy') AND bool_or(says = 'accepted') OR bool_or(says = 'proxying' AND is_send) AS is_proxied,
           bool_and(data ILIKE 'MAIL FROM:<HealthMailbox%') FILTER (says = 'mail' AND data ILIKE 'MAIL%') AS is_probe
    FROM lines
    GROUP BY is_send, connector, session_id),
  -- There are few different handshakes: the regular expression runs once for each.
  handshakes AS (
    SELECT handshake,
           regexp_extract(handshake, 'SP_PROT[_-](\w+?)_(?:SERVER|CLIENT).*? algorithm (?:CALG_)?(\w+) with strength (\d+)'
             || ' bits, MAC hash algorithm (?:CALG_)?(\w+) with strength (\d+) bits and key exchange algorithm'
             || ' (?:CALG_)?(\w+) with strength (\d+)',
             ['version', 'cipher', 'cipher_bits', 'mac', 'mac_bits', 'key_exchange', 'key_exchange_bits']) AS tls
    FROM (SELECT DISTINCT handshake FROM sessions WHERE handshake IS NOT NULL)),
  told AS (
    SELECT *,
           split_part(remote, ':', -1) AS port,
           trim(remote[1:length(remote) - length(port) - 1], '[]') AS ip,
           len(list_filter(begun, lambda n: first_handshake IS NULL OR n < first_handshake))
             - coalesce(len(list_filter(refused, lambda n: first_handshake IS NULL OR n < first_handshake)), 0) > 0
             AS is_clear
    FROM sessions LEFT JOIN handshakes USING (handshake)
    WHERE connected_at IS NOT NULL)
  SELECT connected_at[1:10]::DATE AS observed_on,
         rtrim(connected_at, 'Z')::TIMESTAMP AS started_at,
         rtrim(ended_at, 'Z')::TIMESTAMP AS ended_at,
         CASE WHEN is_send THEN 'smtp-send' ELSE 'smtp-receive' END AS source,
         CASE WHEN NOT is_send THEN split_part(connector, '\', 1) END AS server,
         CASE WHEN is_send THEN 'outbound' ELSE 'inbound' END AS direction,
         'smtp' AS protocol, ip AS client_ip, 'log' AS client_ip_from, ip AS peer_ip,
         port::INTEGER AS peer_port,
         CASE WHEN NOT is_send THEN trim(greeting[6:]) END AS client_name, user_name, NULL AS user_agent,
         connector AS endpoint,
         CASE WHEN handshake IS NOT NULL THEN 'negotiated' WHEN is_clear THEN 'cleartext'
              WHEN failure IS NOT NULL OR refused IS NOT NULL OR has_tried THEN 'failed' ELSE 'none' END AS tls_outcome,
         CASE WHEN coalesce(is_proxied, false)
              THEN 'proxy' ELSE 'client' END AS tls_hop,
         named_version(tls.version) AS tls_version, tls.cipher, tls.cipher_bits, tls.mac, tls.mac_bits,
         tls.key_exchange, tls.key_exchange_bits, failure, 1::BIGINT AS requests,
         coalesce(is_probe, false) AS is_probe, session_id, source_file
  FROM told
) TO '${smtp}' (FORMAT parquet);
