"""PyAirbyte's cloud client: syncs, logs, state and catalog over both APIs; it has a workaround for `2026-08-01T01:30Z`."""

from airbyte.cloud import CloudWorkspace
from airbyte.secrets.base import SecretString
from scenarios import AIRBYTE, break_it, connection, raises, scenario, sim

CREDENTIALS = sim(AIRBYTE, "GET", "/_sim/credentials")
WORKSPACE = CREDENTIALS.get("workspaceId") or CREDENTIALS.get("workspace", {}).get("id")


def workspace(secret="sim-secret"):
    return CloudWorkspace(
        workspace_id=WORKSPACE,
        client_id=SecretString("sim-client"),
        client_secret=SecretString(secret),
        api_root=f"{AIRBYTE}/api/public/v1",
    )


@scenario("connects, and lists connections page after page")
def _():
    ids = {connection(AIRBYTE, sourceType="source-postgres") for _ in range(25)}
    it = workspace()
    it.connect()
    assert ids <= {one.connection_id for one in it.list_connections()}, "connections are missing"


@scenario("runs a sync to its success")
def _():
    id = connection(AIRBYTE, sourceType="source-postgres")
    result = workspace().get_connection(id).run_sync(wait=True, wait_timeout=40)
    assert str(result.get_job_status()).lower().endswith("succeeded")
    assert result.records_synced > 0


@scenario("sees a sync fail, and reads the attempts' logs")
def _():
    id = connection(AIRBYTE, sourceType="source-postgres")
    break_it(AIRBYTE, id, attempts=1)
    it = workspace().get_connection(id)
    result = it.run_sync(wait=False)
    raises(lambda: result.wait_for_completion(wait_timeout=40, raise_failure=True), "fail")
    assert result.get_attempts()[0].get_full_log_text()


@scenario("reads and imports state and catalog")
def _():
    id = connection(AIRBYTE, sourceType="source-postgres")
    it = workspace().get_connection(id)
    it.run_sync(wait=True, wait_timeout=40)
    state = it.dump_raw_state(normalize=False)
    it.import_raw_state(state)
    assert it.dump_raw_catalog()


@scenario("pauses and resumes")
def _():
    id = connection(AIRBYTE, sourceType="source-postgres")
    it = workspace().get_connection(id)
    it.set_enabled(enabled=False)
    assert sim(AIRBYTE, "GET", f"/_sim/connections/{id}")["paused"] is True
    it.set_enabled(enabled=True)
    assert sim(AIRBYTE, "GET", f"/_sim/connections/{id}")["paused"] is False


@scenario("renames a connection")
def _():
    id = connection(AIRBYTE, sourceType="source-postgres")
    workspace().get_connection(id).rename("another name")
    assert sim(AIRBYTE, "GET", f"/_sim/connections/{id}")["name"] == "another name"


@scenario("is refused with a wrong secret")
def _():
    raises(lambda: workspace(secret="wrong").connect())
