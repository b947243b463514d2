-- IIS logs at the grain of tls_observations: one row for the like requests of a client, file and hour.
-- requests: the lines, one scan per set of columns that their headers name; ${iis}: where the rows go.
--
-- Everything costs per line but little per group: so the lines are grouped by their raw text first, and
-- decoded then.
CREATE OR REPLACE MACRO schannel_version(code) AS
  CASE lower(code)
    WHEN '4' THEN 'SSL 2.0' WHEN '10' THEN 'SSL 3.0' WHEN '40' THEN 'TLS 1.0' WHEN '100' THEN 'TLS 1.1'
    WHEN '400' THEN 'TLS 1.2' WHEN '1000' THEN 'TLS 1.3' END;
CREATE OR REPLACE MACRO cipher_name(code) AS
  CASE lower(code)
    WHEN '6601' THEN 'DES' WHEN '6602' THEN 'RC2' WHEN '6603' THEN '3DES' WHEN '660e' THEN 'AES_128'
    WHEN '660f' THEN 'AES_192' WHEN '6610' THEN 'AES_256' WHEN '6801' THEN 'RC4' ELSE '0x' || lower(code) END;
CREATE OR REPLACE MACRO hash_name(code) AS
  CASE lower(code)
    WHEN '8003' THEN 'MD5' WHEN '8004' THEN 'SHA1' WHEN '800c' THEN 'SHA_256' WHEN '800d' THEN 'SHA_384'
    WHEN '800e' THEN 'SHA_512' ELSE '0x' || lower(code) END;
CREATE OR REPLACE MACRO key_exchange_name(code) AS
  CASE lower(code)
    WHEN '2400' THEN 'RSA' WHEN 'a400' THEN 'RSA' WHEN 'aa02' THEN 'DHE' WHEN 'aa05' THEN 'ECDH'
    WHEN 'ae06' THEN 'ECDHE' WHEN '2203' THEN 'ECDSA' ELSE '0x' || lower(code) END;

-- A list of forwarded addresses as proxies append them, the nearest last.
CREATE OR REPLACE MACRO addresses(list) AS
  array_to_string(list_transform(string_split(replace(nullif(list, '-'), '+', ''), ','),
    lambda entry: coalesce(nullif(regexp_extract(entry, '^\d+\.\d+\.\d+\.\d+'), ''), 'unknown')), ', ');

COPY (
  WITH spellings AS (
    SELECT filename, "date", "time"[1:2] AS hour, "s-ip", "cs-method", "cs-uri-stem", "s-port", "cs-username", "c-ip",
           "cs(User-Agent)", "X-Forwarded-For", "crypt-protocol", "crypt-cipher", "crypt-hash", "crypt-keyexchange",
           min("time") AS first_time, max("time") AS last_time, count(*) AS requests,
           count(*) FILTER ("cs-username" <> '-' AND "sc-status"[1] IN ('2', '3')) AS used
    FROM requests
    GROUP BY ALL),
  decoded AS (
    SELECT *, addresses("X-Forwarded-For") AS forwarded_for,
           regexp_extract(filename, 'W3SVC\d+') AS site,
           CASE
             WHEN "cs-method" IN ('RPC_IN_DATA', 'RPC_OUT_DATA') THEN 'outlook-anywhere'
             ELSE CASE lower(split_part(ltrim("cs-uri-stem", '/'), '/', 1))
               WHEN 'mapi' THEN 'mapi-http' WHEN 'rpc' THEN 'outlook-anywhere' WHEN 'ews' THEN 'ews'
               WHEN 'microsoft-server-activesync' THEN 'activesync' WHEN 'api' THEN 'rest'
               WHEN 'owa' THEN 'owa' WHEN 'ecp' THEN 'ecp' WHEN 'oab' THEN 'oab'
               WHEN 'autodiscover' THEN 'autodiscover' WHEN 'powershell' THEN 'powershell'
               ELSE 'other-http' END
           END AS protocol,
           nullif("crypt-protocol", '-') IS NOT NULL AS is_negotiated
    FROM spellings)
  SELECT "date"::DATE AS observed_on,
         ("date" || ' ' || min(first_time))::TIMESTAMP AS started_at,
         ("date" || ' ' || max(last_time))::TIMESTAMP AS ended_at,
         'iis' AS source, split_part("s-ip", '%', 1) AS server, 'inbound' AS direction, protocol,
         split_part("c-ip", '%', 1) AS client_ip, 'log' AS client_ip_from,
         "c-ip" AS peer_ip, NULL::INTEGER AS peer_port, NULL AS client_name,
         replace(nullif("cs-username", '-'), '+', ' ') AS user_name,
         replace(nullif("cs(User-Agent)", '-'), '+', ' ') AS user_agent,
         site AS endpoint,
         CASE WHEN is_negotiated THEN 'negotiated'
              WHEN "crypt-protocol" = '-' AND "s-port" = '80' THEN 'cleartext'
              ELSE 'not-logged' END AS tls_outcome,
         'client' AS tls_hop, split_part("s-ip", '%', 1) AS server_ip, "s-port"::INTEGER AS server_port, forwarded_for,
         CASE WHEN is_negotiated THEN schannel_version("crypt-protocol") END AS tls_version,
         CASE WHEN is_negotiated THEN cipher_name("crypt-cipher") END AS cipher,
         CASE WHEN is_negotiated THEN hash_name("crypt-hash") END AS mac,
         CASE WHEN is_negotiated THEN key_exchange_name("crypt-keyexchange") END AS key_exchange,
         NULL AS failure, sum(requests)::BIGINT AS requests, sum(used)::BIGINT AS used,
         coalesce(split_part("cs-username", '\', -1) ILIKE 'HealthMailbox%', false)
           OR regexp_matches("cs(User-Agent)", '\b(AMProbe|MSEXCHMON|MSExchangeActiveMonitoring)\b|^(KEMP|HAProxy)\b', 'i')
           OR lower("cs-uri-stem") LIKE '%/healthcheck.htm' AS is_probe,
         NULL AS session_id, filename AS source_file
  FROM decoded
  GROUP BY filename, site, "date", hour, "s-ip", "c-ip", "s-port", "cs-username", "cs(User-Agent)", forwarded_for,
           protocol, is_negotiated, "crypt-protocol", "crypt-cipher", "crypt-hash", "crypt-keyexchange", is_probe
) TO '${iis}' (FORMAT parquet);
