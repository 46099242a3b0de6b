"""PyAirbyte's cloud client: syncs, logs, state and catalog over both APIs; it has a workaround for `2026-08-01T01:30Z`."""

from datetime import datetime, timedelta, timezone

from airbyte.cloud import CloudWorkspace
from airbyte.exceptions import AirbyteConnectionSyncError, AirbyteError, AirbyteMissingResourceError
from airbyte.exceptions import AirbyteConnectionSyncTimeoutError, PyAirbyteInputError
from airbyte.secrets.base import SecretString
from scenarios import AIRBYTE, REASON, Wire, break_it, connection, connections, raises, refuse, refused, runs
from scenarios import scenario, sim, truth

WORKSPACE = sim(AIRBYTE, "GET", "/_sim/credentials")["workspaceId"]
SOURCE = {"sourceType": "source-postgres"}


def workspace(secret="sim-secret"):
    return CloudWorkspace(
        workspace_id=WORKSPACE,
        client_id=SecretString("sim-client"),
        client_secret=SecretString(secret),
        api_root=f"{AIRBYTE}/api/public/v1",
    )


def get(id):
    return workspace().get_connection(id)


@scenario("connects, and lists connections page after page")
def _():
    ids = connections(AIRBYTE, 130, history=1, **SOURCE)
    it, wire = workspace(), Wire(AIRBYTE)
    it.connect()
    seen = [one.connection_id for one in it.list_connections()]
    assert sorted(seen) == sorted(ids), f"{len(seen)} for {len(ids)}"
    assert len(wire.rows("GET", "/connections")) > 1


@scenario("runs a sync to its success")
def _():
    result = get(connection(AIRBYTE, **SOURCE)).run_sync(wait=True, wait_timeout=40)
    assert result.get_job_status().value == "succeeded" and result.records_synced > 0 and result.bytes_synced > 0
    assert abs(result.start_time - datetime.now(timezone.utc)) < timedelta(minutes=5)


@scenario("sees a sync fail, and reads the reason in the attempts' logs")
def _():
    id = connection(AIRBYTE, **SOURCE)
    break_it(AIRBYTE, id, attempts=2)
    result = get(id).run_sync(wait=False)
    raises(AirbyteConnectionSyncError, lambda: result.wait_for_completion(wait_timeout=40, raise_failure=True))
    attempts = result.get_attempts()
    assert [attempt.attempt_number for attempt in attempts] == [0, 1]
    assert all(REASON in attempt.get_full_log_text() for attempt in attempts)


@scenario("cancels a running sync, found by itself")
def _():
    id = connection(AIRBYTE, **{**SOURCE, "syncSeconds": 60})
    it = get(id)
    raises(AirbyteConnectionSyncTimeoutError, lambda: it.run_sync(wait=True, wait_timeout=1))
    it.cancel_sync()
    assert runs(AIRBYTE, id)[-1]["status"] == "cancelled"
    raises(PyAirbyteInputError, it.cancel_sync, "already finished")


@scenario("says that an inactive connection cannot be synced")
def _():
    id = connection(AIRBYTE, paused=True, **SOURCE)
    refused(AIRBYTE, 409, PyAirbyteInputError, get(id).run_sync, "is disabled")


@scenario("pauses, resumes and syncs")
def _():
    id = connection(AIRBYTE, **SOURCE)
    it = get(id)
    for enabled in (False, True):
        it.set_enabled(enabled=enabled)
        assert it.enabled is enabled and truth(AIRBYTE, id)["paused"] is not enabled
    it.run_sync(wait=True, wait_timeout=40)


@scenario("sets a schedule, and takes it away")
def _():
    it = get(connection(AIRBYTE, **SOURCE))
    wire = Wire(AIRBYTE)
    it.set_schedule("0 0 8 * * ?")
    it.set_manual_schedule()
    kinds = [row["body"]["schedule"]["scheduleType"] for row in wire.rows("PATCH")]
    assert kinds == ["cron", "manual"] and wire.statuses("PATCH") == [200, 200]


@scenario("reads and imports state and catalog")
def _():
    it = get(connection(AIRBYTE, **SOURCE))
    it.run_sync(wait=True, wait_timeout=40)
    state = it.dump_raw_state(normalize=False)
    it.import_raw_state(state)
    assert it.dump_raw_state(normalize=False)["streamState"] == state["streamState"] != []
    catalog = it.dump_raw_catalog()
    it.import_raw_catalog(catalog)
    assert [row["stream"]["name"] for row in it.dump_raw_catalog()["streams"]] == it.stream_names


@scenario("selects streams, renames, sets a prefix")
def _():
    id = connection(AIRBYTE, tables=["orders", "customers"], **SOURCE)
    get(id).set_selected_streams(["orders"])
    get(id).rename("another name")
    get(id).set_table_prefix("raw_")
    it = get(id)
    assert (it.stream_names, it.name, it.table_prefix) == (["orders"], "another name", "raw_"), it.stream_names


@scenario("says that a connection does not exist")
def _():
    nowhere = "00000000-0000-4000-8000-00000000dead"
    refused(AIRBYTE, 404, (AirbyteMissingResourceError, AirbyteError), lambda: get(nowhere).check_is_valid())


@scenario("drops a token that expired and gets another")
def _():
    it = get(connection(AIRBYTE, **SOURCE))
    assert it.enabled
    sim(AIRBYTE, "POST", "/_sim/tokens/expire", {})
    refused(AIRBYTE, 401, AirbyteError, lambda: it.enabled)
    assert it.enabled


@scenario("is told when it asks too often")
def _():
    it = get(connection(AIRBYTE, **SOURCE))
    refuse(AIRBYTE, "POST", "/api/public/v1/jobs", body={"message": "You are being rate limited."})
    refused(AIRBYTE, 429, AirbyteConnectionSyncError, it.run_sync)
    it.run_sync(wait=True, wait_timeout=40)


@scenario("is refused with a wrong secret")
def _():
    refused(AIRBYTE, 400, Exception, workspace(secret="wrong").connect, "from token endpoint")
