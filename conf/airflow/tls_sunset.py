"""The night, by Airflow 3: for the folder of DAGs.

Secrets come from the worker's environment (AWS_SECRET_ACCESS_KEY and the like), or from a file
for --config that its owner alone can read: nothing of them stands here.
"""

import shlex
from datetime import datetime, timedelta, timezone

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

NIGHTLY = [
    "/opt/tls-sunset/jobs/tls-sunset",
    "nightly",
    "--archive",
    "/archive",
    "--warehouse",
    "/var/lib/tls-sunset/tables",
    # A worker that died elsewhere holds the tables for five minutes more.
    "--wait",
    "10m",
]

# The tables are packed, and what is too old goes. Mostly there is little to do.
MAINTAIN = [
    "/opt/tls-sunset/jobs/tls-sunset",
    "maintain",
    "--warehouse",
    "/var/lib/tls-sunset/tables",
    "--wait",
    "10m",
]

# 3: done, but some files or lines could not be read. The task's log names them; the tables are
# whole without them, and what comes after may go on.
DONE_OR_PARTLY = "{ %s; } || [ $? -eq 3 ]"

with DAG(
    dag_id="tls_sunset",
    description="Who still needs TLS 1.0 and 1.1",
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,  # a night reads all that is new, however many were missed
    max_active_runs=1,
):
    nightly, maintain = (
        BashOperator(
            task_id=command[1],
            bash_command=DONE_OR_PARTLY % shlex.join(command),
            env={"TLS_SUNSET_JAVA_OPTIONS": "-Xmx2g"},
            append_env=True,
            # Killed at any moment and run again, the tables are those of one quiet run.
            retries=2,
            retry_delay=timedelta(minutes=10),
            execution_timeout=timedelta(hours=12),
        )
        for command in (NIGHTLY, MAINTAIN)
    )
    nightly >> maintain
