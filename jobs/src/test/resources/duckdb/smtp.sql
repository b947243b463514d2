-- The sessions of SMTP protocol logs at the grain of tls_observations, counted by DuckDB from the raw
-- lines: lines_of_sessions has the columns of the log, with the file's name.
CREATE MACRO named_version(text) AS
  CASE regexp_extract(text, 'SP_PROT[_-](\w+?)_(SERVER|CLIENT)', 1)
    WHEN 'SSL2' THEN 'SSL 2.0' WHEN 'SSL3' THEN 'SSL 3.0' WHEN 'TLS1' THEN 'TLS 1.0' WHEN 'TLS1_0' THEN 'TLS 1.0'
    WHEN 'TLS1_1' THEN 'TLS 1.1' WHEN 'TLS1_2' THEN 'TLS 1.2' WHEN 'TLS1_3' THEN 'TLS 1.3' END;

CREATE TABLE lines AS
SELECT *,
       is_send = (event = '>') AND event IN ('<', '>') AS is_command,
       is_send = (event = '<') AND event IN ('<', '>') AS is_answer,
       CASE WHEN event = '*' THEN coalesce(named_version(context), named_version(data)) END AS version,
       event = '*' AND (context LIKE 'Proxying inbound session%' OR data LIKE 'Proxying inbound session%') AS is_proxying,
       event = '*' AND (context LIKE 'TLS negotiation failed%' OR data LIKE 'TLS negotiation failed%') AS has_failed
FROM (
  SELECT *, contains(filename, 'SEND') AS is_send,
         coalesce(data, '') AS said
  FROM lines_of_sessions);

-- What was begun in clear counts unless its answer demands TLS.
CREATE TABLE commands AS
SELECT *,
       is_command AND regexp_matches(said, '^(MAIL FROM|AUTH |X-EXPS )', 'i') AS begins_mail,
       is_command AND regexp_matches(said, '^XPROXY', 'i') AS asks_to_proxy,
       lead(said) OVER session AS next_said,
       count(version) OVER (session ROWS UNBOUNDED PRECEDING) AS handshakes_before
FROM lines
WHERE is_command OR is_answer OR is_proxying OR event IN ('+', '-') OR version IS NOT NULL OR has_failed
WINDOW session AS (PARTITION BY is_send, connector, session_id ORDER BY sequence);

CREATE TABLE sessions AS
SELECT is_send, connector, session_id,
       arg_max(regexp_extract(remote, '^(.*):\d+$', 1), sequence) AS client_ip,
       arg_max(version, sequence) AS version, min(version) AS version_first,
       bool_or(begins_mail AND handshakes_before = 0 AND NOT contains(next_said, 'STARTTLS')
         AND NOT (said LIKE 'AUTH %' AND regexp_matches(next_said, '^[45]'))) AS is_clear,
       bool_or(has_failed OR (is_answer AND regexp_matches(said, '^[45].*STARTTLS'))
         OR (is_command AND said IN ('STARTTLS', 'X-ANONYMOUSTLS'))) AS is_failed,
       bool_or(event = '+') AS is_connected,
       bool_or(asks_to_proxy AND next_said LIKE '2%') OR bool_or(is_proxying AND is_send) AS is_proxied,
       coalesce(bool_and(regexp_matches(said, '^MAIL FROM:<HealthMailbox', 'i'))
           FILTER (is_command AND regexp_matches(said, '^MAIL', 'i')), false) AS is_probe
FROM commands
GROUP BY is_send, connector, session_id;

SELECT CASE WHEN is_send THEN 'smtp-send' ELSE 'smtp-receive' END AS source,
       'smtp' AS protocol,
       CASE WHEN is_send THEN 'outbound' ELSE 'inbound' END AS direction,
       client_ip, version AS tls_version, version_first AS tls_version_first,
       CASE WHEN version IS NOT NULL THEN 'negotiated' WHEN is_clear THEN 'cleartext'
            WHEN is_failed THEN 'failed' ELSE 'none' END AS tls_outcome,
       CASE WHEN is_proxied THEN 'proxy' ELSE 'client' END AS tls_hop,
       is_probe,
       count(*) AS observations, count(*) AS requests
FROM sessions
WHERE is_connected
GROUP BY ALL;
