"""prefect-airbyte (archived): the blocks over the config API alone, with Basic and a slash at the end of each path."""

import prefect_airbyte.exceptions as exceptions
from prefect_airbyte.connections import AirbyteConnection
from prefect_airbyte.server import AirbyteServer
from scenarios import AIRBYTE, Wire, break_it, connection, raises, refuse, refused, runs, scenario, settings

SOURCE = {"sourceType": "source-postgres"}
HOST, PORT = AIRBYTE.removeprefix("http://").split(":")
settings(auth="basic")


def block(id, password="password"):
    server = AirbyteServer(server_host=HOST, server_port=int(PORT), password=password)
    return AirbyteConnection(airbyte_server=server, connection_id=id, poll_interval_s=1)


@scenario("runs a sync to its success")
def _():
    id = connection(AIRBYTE, **SOURCE)
    wire = Wire(AIRBYTE)
    run = block(id).trigger()
    run.wait_for_completion()
    result = run.fetch_result()
    assert result.job_status == "succeeded" and result.records_synced > 0, result
    paths = {row["path"] for row in wire.rows()}
    assert "/api/v1/connections/sync/" in paths and all(path.endswith("/") for path in paths), paths


@scenario("sees a sync fail")
def _():
    id = connection(AIRBYTE, **SOURCE)
    break_it(AIRBYTE, id, attempts=1)
    run = block(id).trigger()
    raises(exceptions.AirbyteSyncJobFailed, run.wait_for_completion, "failed")


@scenario("does not start an inactive connection")
def _():
    id = connection(AIRBYTE, paused=True, **SOURCE)
    before = len(runs(AIRBYTE, id))
    raises(exceptions.AirbyteConnectionInactiveException, block(id).trigger, "is inactive")
    assert len(runs(AIRBYTE, id)) == before


@scenario("is refused a second sync beside a running one")
def _():
    id = connection(AIRBYTE, **{**SOURCE, "syncSeconds": 30})
    block(id).trigger()
    refused(AIRBYTE, 409, exceptions.AirbyteServerNotHealthyException, block(id).trigger)


@scenario("says that a connection does not exist")
def _():
    nowhere = "00000000-0000-4000-8000-00000000dead"
    refused(AIRBYTE, 404, exceptions.ConnectionNotFoundException, block(nowhere).trigger)


@scenario("takes a 429 for an unhealthy server")
def _():
    id = connection(AIRBYTE, **SOURCE)
    refuse(AIRBYTE, "POST", "/api/v1/connections/get", body={"message": "You are being rate limited."})
    refused(AIRBYTE, 429, exceptions.AirbyteServerNotHealthyException, block(id).trigger)


@scenario("is refused with a wrong password")
def _():
    id = connection(AIRBYTE, **SOURCE)
    refused(AIRBYTE, 401, exceptions.AirbyteServerNotHealthyException, block(id, password="wrong").trigger)
