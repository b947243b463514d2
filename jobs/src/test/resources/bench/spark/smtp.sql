-- SMTP protocol logs at the grain of tls_observations, as written on the first day: regular expressions,
-- a window over each session for what comes before and after, then one row a session.
-- session_lines: the lines, as spark.read.csv gives them, with is_send and source_file.
WITH lines AS (
  SELECT *,
         event = if(is_send, '>', '<') AS is_command,
         event = if(is_send, '<', '>') AS is_answer,
         if(event = '*' AND concat_ws(' ', data, context) RLIKE 'TLS protocol SP_PROT', concat_ws(' ', data, context), NULL)
           AS handshake,
         event = '*' AND is_send AND concat_ws(' ', data, context) RLIKE '^ *Proxying inbound session' AS is_proxying,
         if(event = '*' AND concat_ws(' ', data, context) RLIKE 'TLS negotiation failed', concat_ws(' ', data, context), NULL)
           AS failure
  FROM session_lines),
commands AS (
  SELECT *,
         is_command AND data RLIKE '(?i)^(MAIL FROM|AUTH |X-EXPS )' AS begins_mail,
         lead(data) OVER (PARTITION BY is_send, connector, session_id ORDER BY sequence) AS next_said,
         count(handshake) OVER (PARTITION BY is_send, connector, session_id ORDER BY sequence
           ROWS UNBOUNDED PRECEDING) AS handshakes_before
  FROM lines
  WHERE is_command OR is_answer OR event IN ('+', '-') OR handshake IS NOT NULL OR failure IS NOT NULL
     OR context = 'authenticated' OR is_proxying),
sessions AS (
  SELECT is_send, connector, session_id,
         min(logged_at) FILTER (WHERE event = '+') AS connected_at,
         max(logged_at) AS ended_at,
         max_by(remote, sequence) AS remote,
         first(source_file) AS source_file,
         max_by(handshake, sequence) FILTER (WHERE handshake IS NOT NULL) AS handshake,
         max(failure) AS failure,
         max_by(data, sequence) FILTER (WHERE is_command AND data RLIKE '(?i)^(EHLO|HELO) ') AS greeting,
         max(data) FILTER (WHERE context = 'authenticated') AS user_name,
         bool_or(begins_mail AND handshakes_before = 0 AND coalesce(NOT contains(next_said, 'STARTTLS'), true)) AS is_clear,
         bool_or(failure IS NOT NULL OR (is_answer AND data RLIKE '^[45].*STARTTLS')
           OR (is_command AND data IN ('STARTTLS', 'X-ANONYMOUSTLS'))) AS is_failed,
         bool_or(is_proxying OR (is_command AND data LIKE 'XPROXY%' AND coalesce(next_said LIKE '2%', false))) AS is_proxied,
         bool_and(data RLIKE '(?i)^MAIL FROM:<HealthMailbox') FILTER (WHERE is_command AND data RLIKE '(?i)^MAIL') AS is_probe
  FROM commands
  GROUP BY is_send, connector, session_id),
told AS (
  SELECT *, regexp_extract(remote, '^(.*):(\\d+)$', 1) AS ip, regexp_extract(remote, '^(.*):(\\d+)$', 2) AS port
  FROM sessions
  WHERE connected_at IS NOT NULL)
SELECT to_date(substr(connected_at, 1, 10)) AS observed_on,
       to_timestamp(connected_at) AS started_at, to_timestamp(ended_at) AS ended_at,
       if(is_send, 'smtp-send', 'smtp-receive') AS source,
       if(is_send, NULL, split(connector, '\\\\')[0]) AS server,
       if(is_send, 'outbound', 'inbound') AS direction,
       'smtp' AS protocol, ip AS client_ip, 'log' AS client_ip_from, ip AS peer_ip, try_cast(port AS INT) AS peer_port,
       if(is_send, NULL, trim(substr(greeting, 6))) AS client_name, user_name, CAST(NULL AS STRING) AS user_agent,
       connector AS endpoint,
       CASE WHEN handshake IS NOT NULL THEN 'negotiated' WHEN is_clear THEN 'cleartext'
            WHEN is_failed THEN 'failed' ELSE 'none' END AS tls_outcome,
       if(is_proxied, 'proxy', 'client') AS tls_hop,
       CASE regexp_extract(handshake, 'SP_PROT[_-](\\w+?)_(SERVER|CLIENT)', 1)
         WHEN 'SSL2' THEN 'SSL 2.0' WHEN 'SSL3' THEN 'SSL 3.0' WHEN 'TLS1' THEN 'TLS 1.0' WHEN 'TLS1_0' THEN 'TLS 1.0'
         WHEN 'TLS1_1' THEN 'TLS 1.1' WHEN 'TLS1_2' THEN 'TLS 1.2' WHEN 'TLS1_3' THEN 'TLS 1.3' END AS tls_version,
       regexp_extract(handshake, 'encryption algorithm (?:CALG_)?(\\w+)', 1) AS cipher,
       CAST(regexp_extract(handshake, 'encryption algorithm \\w+ with strength (\\d+)', 1) AS INT) AS cipher_bits,
       regexp_extract(handshake, 'hash algorithm (?:CALG_)?(\\w+)', 1) AS mac,
       CAST(regexp_extract(handshake, 'hash algorithm \\w+ with strength (\\d+)', 1) AS INT) AS mac_bits,
       regexp_extract(handshake, 'exchange algorithm (?:CALG_)?(\\w+)', 1) AS key_exchange,
       CAST(regexp_extract(handshake, 'exchange algorithm \\w+ with strength (\\d+)', 1) AS INT) AS key_exchange_bits,
       failure, 1L AS requests,
       coalesce(is_probe, false) AS is_probe, session_id, source_file
FROM told
