"""dagster-fivetran: the workspace client and the older resource, which both poll timestamps. The address is a constant."""

import dagster_fivetran.resources as resources
from dagster import Failure, RetryRequested
from scenarios import FIVETRAN, Wire, break_it, calm, connection, connections, raises, refuse, refused, runs, scenario
from scenarios import truth

resources.FIVETRAN_API_BASE = FIVETRAN
POLL = {"poll_interval": 0.3, "poll_timeout": 25}
SOURCE = {"service": "postgres", "history": 3}


def resource(secret="sim-secret"):
    return resources.FivetranResource(api_key="sim-key", api_secret=secret, request_max_retries=0)


def workspace(secret="sim-secret", **more):
    login = {"account_id": "sim_account", "api_key": "sim-key", "api_secret": secret}
    return resources.FivetranWorkspace(**login, **{"request_max_retries": 0, **more})


def client(**more):
    return workspace(**more).get_client()


@scenario("loads a whole workspace, schemas and destinations with it")
def _():
    ids = connections(FIVETRAN, 130, service="postgres", history=1)
    wire = Wire(FIVETRAN)
    data = workspace().fetch_fivetran_workspace_data()
    assert ids == set(data.connectors_by_id), f"{len(data.connectors_by_id)} for {len(ids)}"
    assert data.destinations_by_id and ids == set(data.schema_configs_by_connector_id)
    assert {row["query"]["limit"] for row in wire.rows("GET", "/connectors")} == {"1000"}


@scenario("takes the schedule over and runs a sync to its success")
def _():
    id = connection(FIVETRAN, **SOURCE)
    output = client().sync_and_poll(id, **POLL)
    assert output.connector_details["succeeded_at"] and output.schema_config["schemas"]
    assert output.connector_details["schedule_type"] == "manual"
    assert runs(FIVETRAN, id)[-1]["trigger"] == "api"


@scenario("re-syncs one table")
def _():
    id = connection(FIVETRAN, **SOURCE)
    client().resync_and_poll(id, resync_parameters={"public": ["orders"]}, **POLL)
    run = runs(FIVETRAN, id)[-1]
    assert (run["kind"], run["status"]) == ("resync", "succeeded") and "orders" in str(run["scope"]), run


@scenario("re-syncs everything")
def _():
    id = connection(FIVETRAN, **SOURCE)
    client().resync_and_poll(id, **POLL)
    run = runs(FIVETRAN, id)[-1]
    assert (run["kind"], run["status"], run.get("scope")) == ("resync", "succeeded", None), run


@scenario("sees a sync fail, and the next succeed over the old failed_at")
def _():
    id = connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id, until={"syncs": 1})
    raises(Failure, lambda: client().sync_and_poll(id, **POLL), "failed!")
    details = client().sync_and_poll(id, **POLL).connector_details
    assert details["failed_at"] and details["succeeded_at"] > details["failed_at"]


@scenario("leaves a paused connection alone, and says so with nothing")
def _():
    id = connection(FIVETRAN, paused=True, **SOURCE)
    wire = Wire(FIVETRAN)
    assert client().sync_and_poll(id, **POLL) is None
    assert truth(FIVETRAN, id)["paused"] is True and wire.rows("POST") == []


@scenario("does not sync a connection whose credentials broke")
def _():
    id = connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id, **{"class": "authentication", "until": "reauth"})
    raises(Failure, lambda: client().sync_and_poll(id, **POLL), "failed!")
    raises(Failure, lambda: client().sync_and_poll(id, **POLL), "has not been setup")


@scenario("asks Dagster to come back when a sync is rescheduled")
def _():
    id = connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id, message="quota", mode="reschedule", retryAfterSeconds=600, until={"syncs": 1})
    error = raises(RetryRequested, lambda: client().sync_and_poll(id, **POLL))
    assert 500 < error.seconds_to_wait <= 600, error.seconds_to_wait


@scenario("polls in vain for a rescheduled sync on a manual schedule")
def _():
    id = connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id, message="quota", mode="reschedule", retryAfterSeconds=1, until={"syncs": 1})
    it, before = client(retry_on_reschedule=False), len(runs(FIVETRAN, id))
    raises(Failure, lambda: it.sync_and_poll(id, poll_interval=0.3, poll_timeout=4), "timed out")
    assert len(runs(FIVETRAN, id)) == before + 1, "nobody may have resumed it"


@scenario("outlives a rescheduled sync on an automatic schedule")
def _():
    id = connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id, message="quota", mode="reschedule", retryAfterSeconds=1, until={"syncs": 1})
    it = client(retry_on_reschedule=False, disable_schedule_on_trigger=False)
    assert it.sync_and_poll(id, **POLL).connector_details["status"]["sync_state"] == "scheduled"


@scenario("outlives 429s, as often as it may ask again")
def _():
    id = connection(FIVETRAN, **SOURCE)
    refuse(FIVETRAN, "GET", f"/v1/connectors/{id}", times=2, headers={"retry-after": "60"})
    wire = Wire(FIVETRAN)
    it = client(request_max_retries=2, request_retry_delay=0.1)
    assert it.get_connector_details(id)["id"] == id
    assert wire.statuses() == [429, 429, 200]


@scenario("gives up after more 429s than that")
def _():
    id = connection(FIVETRAN, **SOURCE)
    refuse(FIVETRAN, "GET", f"/v1/connectors/{id}", times=5, headers={"retry-after": "60"})
    refused(FIVETRAN, 429, Failure, lambda: client().sync_and_poll(id, **POLL), "max retries", "429")
    calm(FIVETRAN)


@scenario("is refused with a wrong key")
def _():
    id = connection(FIVETRAN, **SOURCE)
    refused(FIVETRAN, 401, Failure, lambda: client(secret="wrong").sync_and_poll(id, **POLL), "401")


@scenario("older resource: success, failure, paused and a wrong key")
def _():
    id = connection(FIVETRAN, **SOURCE)
    output = resource().sync_and_poll(id, **POLL)
    assert output.connector_details["succeeded_at"] and output.schema_config["schemas"]
    break_it(FIVETRAN, id, until={"syncs": 1})
    raises(Failure, lambda: resource().sync_and_poll(id, **POLL), "failed!")
    paused = connection(FIVETRAN, paused=True, **SOURCE)
    raises(Failure, lambda: resource().sync_and_poll(paused, **POLL), "currently paused")
    refused(FIVETRAN, 401, Failure, lambda: resource(secret="wrong").get_connector_details(id), "max retries")
