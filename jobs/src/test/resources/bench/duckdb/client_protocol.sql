-- The rollups: who uses which protocol with which TLS version, and when an old one was used last; and the same by
-- party and program. Which programs the agents are is not asked: each is one of its own.
-- ${iis}, ${smtp}: the rows before; ${clients}, ${programs}: where the rows go.
COPY (
  SELECT direction, protocol, client, max(client_ip) AS client_ip,
         arg_max(client_name, ended_at) AS client_name,
         list(DISTINCT user_name ORDER BY user_name) FILTER (user_name IS NOT NULL)[1:5] AS user_names,
         list(DISTINCT user_agent ORDER BY user_agent) FILTER (user_agent IS NOT NULL)[1:5] AS user_agents,
         list(DISTINCT server ORDER BY server) FILTER (server IS NOT NULL)[1:5] AS servers,
         min(started_at) AS first_seen, max(ended_at) AS last_seen,
         count(*) AS observations, sum(requests)::BIGINT AS requests,
         coalesce(sum(requests) FILTER (version = 'SSL 2.0'), 0)::BIGINT AS requests_ssl2,
         coalesce(sum(requests) FILTER (version = 'SSL 3.0'), 0)::BIGINT AS requests_ssl3,
         coalesce(sum(requests) FILTER (version = 'TLS 1.0'), 0)::BIGINT AS requests_tls10,
         coalesce(sum(requests) FILTER (version = 'TLS 1.1'), 0)::BIGINT AS requests_tls11,
         coalesce(sum(requests) FILTER (version = 'TLS 1.2'), 0)::BIGINT AS requests_tls12,
         coalesce(sum(requests) FILTER (version = 'TLS 1.3'), 0)::BIGINT AS requests_tls13,
         coalesce(sum(requests) FILTER (outcome = 'cleartext'), 0)::BIGINT AS requests_cleartext,
         coalesce(sum(requests) FILTER (outcome = 'failed'), 0)::BIGINT AS requests_failed,
         coalesce(sum(requests) FILTER (outcome = 'not-logged'), 0)::BIGINT AS requests_not_logged,
         coalesce(sum(requests) FILTER (outcome = 'none'), 0)::BIGINT AS requests_none,
         max(ended_at) FILTER (version IN ('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1')) AS legacy_last_seen,
         arg_max(source_file, ended_at) FILTER (version IN ('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1'))
           AS legacy_proof_file
  FROM (
    SELECT *,
           coalesce(client_ip, concat_ws(' ', nullif(peer_ip, '-'), coalesce(client_name, user_name))) AS client,
           CASE WHEN tls_hop = 'client' THEN tls_outcome ELSE 'not-logged' END AS outcome,
           CASE WHEN tls_hop = 'client' THEN tls_version END AS version
    FROM read_parquet(['${iis}', '${smtp}'], union_by_name = true)
    WHERE NOT is_probe AND tls_hop = 'client' AND server_port IS DISTINCT FROM 444)
  GROUP BY direction, protocol, client
) TO '${clients}' (FORMAT parquet);

COPY (
  SELECT direction, protocol, party, user_agent AS program, arg_max(client_ip, ended_at) AS client_ip,
         arg_max(user_name, ended_at) AS user_name, arg_max(client_name, ended_at) AS client_name,
         min(started_at) AS first_seen, max(ended_at) AS last_seen,
         count(*) AS observations, sum(requests)::BIGINT AS requests,
         coalesce(sum(requests) FILTER (tls_version = 'TLS 1.0'), 0)::BIGINT AS requests_tls10,
         coalesce(sum(requests) FILTER (tls_version = 'TLS 1.1'), 0)::BIGINT AS requests_tls11,
         coalesce(sum(requests) FILTER (tls_version = 'TLS 1.2'), 0)::BIGINT AS requests_tls12,
         coalesce(sum(requests) FILTER (tls_version = 'TLS 1.3'), 0)::BIGINT AS requests_tls13,
         min(started_at) FILTER (tls_version = 'TLS 1.0') AS first_tls10,
         max(ended_at) FILTER (tls_version = 'TLS 1.0') AS last_tls10,
         min(started_at) FILTER (tls_version = 'TLS 1.2') AS first_tls12,
         max(ended_at) FILTER (tls_version = 'TLS 1.2') AS last_tls12,
         arg_max(source_file, ended_at) FILTER (tls_version IN ('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1'))
           AS legacy_proof_file
  FROM (
    SELECT *, coalesce(lower(user_name), concat_ws(' ', coalesce(client_ip, peer_ip), lower(client_name))) AS party
    FROM read_parquet(['${iis}', '${smtp}'], union_by_name = true)
    WHERE NOT is_probe AND tls_hop = 'client' AND server_port IS DISTINCT FROM 444)
  GROUP BY direction, protocol, party, user_agent
) TO '${programs}' (FORMAT parquet);
