"""dagster-airbyte: the workspace client over both APIs, and the legacy resource over the config API with Basic."""

from dagster import Failure
from dagster_airbyte import AirbyteResource, AirbyteWorkspace
from scenarios import AIRBYTE, Wire, break_it, connection, connections, raises, refuse, refused, runs, scenario
from scenarios import settings, sim

WORKSPACE = sim(AIRBYTE, "GET", "/_sim/credentials")["workspaceId"]
SOURCE = {"sourceType": "source-postgres"}


def workspace(secret="sim-secret", **more):
    return AirbyteWorkspace(
        rest_api_base_url=f"{AIRBYTE}/api/public/v1",
        configuration_api_base_url=f"{AIRBYTE}/api/v1",
        workspace_id=WORKSPACE,
        client_id="sim-client",
        client_secret=secret,
        **{"request_max_retries": 0, "poll_interval": 0.3, "poll_timeout": 25, **more},
    )


def client(**more):
    return workspace(**more).get_client()


@scenario("loads a whole workspace, following `next`")
def _():
    ids = connections(AIRBYTE, 130, history=1, **SOURCE)
    wire = Wire(AIRBYTE)
    data = workspace().fetch_airbyte_workspace_data()
    assert ids == set(data.connections_by_id), f"{len(data.connections_by_id)} for {len(ids)}"
    # 100 a page: two with rows, and the empty one that ends it.
    assert len(wire.rows("GET", "/api/public/v1/connections")) == 3


@scenario("runs a sync to its success")
def _():
    id = connection(AIRBYTE, **SOURCE)
    output = client().sync_and_poll(connection_id=id)
    assert output.job_details["status"] == "succeeded" and output.job_details["rowsSynced"] > 0
    assert output.connection_details["syncCatalog"]["streams"]


@scenario("sees a sync fail")
def _():
    id = connection(AIRBYTE, **SOURCE)
    break_it(AIRBYTE, id, attempts=1)
    raises(Failure, lambda: client().sync_and_poll(connection_id=id), "job failed")


@scenario("does not start a second sync beside a running one")
def _():
    id = connection(AIRBYTE, **{**SOURCE, "syncSeconds": 30})
    client().start_sync_job(id)
    wire = Wire(AIRBYTE)
    raises(Failure, lambda: client().sync_and_poll(connection_id=id), "already running")
    assert wire.rows("POST", "/jobs") == []


@scenario("adopts a running sync when told to")
def _():
    id = connection(AIRBYTE, **{**SOURCE, "syncSeconds": 2})
    job = client().start_sync_job(id)
    output = client(poll_previous_running_sync=True).sync_and_poll(connection_id=id)
    assert output.job_details["jobId"] == job["jobId"] and output.job_details["status"] == "succeeded"


@scenario("cancels what outlives its timeout")
def _():
    id = connection(AIRBYTE, **{**SOURCE, "syncSeconds": 60})
    raises(Failure, lambda: client(poll_timeout=1).sync_and_poll(connection_id=id), "timeout")
    assert runs(AIRBYTE, id)[-1]["status"] == "cancelled"


@scenario("is refused a sync of an inactive connection")
def _():
    id = connection(AIRBYTE, paused=True, **SOURCE)
    refused(AIRBYTE, 409, Failure, lambda: client().sync_and_poll(connection_id=id), "/jobs")


@scenario("outlives 429s, as often as it may ask again")
def _():
    id = connection(AIRBYTE, **SOURCE)
    refuse(AIRBYTE, "GET", "/api/public/v1/jobs", times=2, body={"message": "You are being rate limited."})
    wire = Wire(AIRBYTE)
    output = client(request_max_retries=2, request_retry_delay=0.1).sync_and_poll(connection_id=id)
    assert output.job_details["status"] == "succeeded" and wire.statuses().count(429) == 2


@scenario("gives up after more 429s than that")
def _():
    id = connection(AIRBYTE, **SOURCE)
    refuse(AIRBYTE, "GET", "/api/public/v1/jobs", body={"message": "You are being rate limited."})
    refused(AIRBYTE, 429, Failure, lambda: client().sync_and_poll(connection_id=id), "max retries")


@scenario("ends with a token that expires early: it goes by the clock")
def _():
    id, it = connection(AIRBYTE, **SOURCE), client()
    it.get_connection_details(id)
    sim(AIRBYTE, "POST", "/_sim/tokens/expire", {})
    refused(AIRBYTE, 401, Failure, lambda: it.get_connection_details(id), "max retries")
    assert client().get_connection_details(id)["connectionId"] == id


@scenario("is refused with a wrong secret")
def _():
    it = workspace(secret="wrong")
    refused(AIRBYTE, 400, Failure, it.fetch_airbyte_workspace_data, "/applications/token")


def legacy(**more):
    host, port = AIRBYTE.removeprefix("http://").split(":")
    login = {"username": "airbyte", "password": "password", **more}
    return AirbyteResource(host=host, port=port, use_https=False, request_max_retries=0, **login)


@scenario("legacy resource: success, failure, wrong password")
def _():
    settings(auth="basic")
    try:
        good, bad = connection(AIRBYTE, **SOURCE), connection(AIRBYTE, **SOURCE)
        break_it(AIRBYTE, bad, attempts=1)
        output = legacy().sync_and_poll(good, poll_interval=0.3, poll_timeout=25)
        assert output.job_details["job"]["status"] == "succeeded"
        # It knows a state `error`, which Airbyte never had: a failed job ends it all the same.
        raises(Failure, lambda: legacy().sync_and_poll(bad, poll_interval=0.3, poll_timeout=25), "state `failed`")
        refused(AIRBYTE, 401, Failure, lambda: legacy(password="wrong").get_connection_details(good))
    finally:
        settings(auth="token")
