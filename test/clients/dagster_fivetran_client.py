"""dagster-fivetran: the resource that polls timestamps, and the workspace client. The API's address is a constant."""

import dagster_fivetran.resources as resources
from scenarios import FIVETRAN, break_it, connection, raises, scenario, sim

resources.FIVETRAN_API_BASE = FIVETRAN
POLL = {"poll_interval": 0.3, "poll_timeout": 25}


def resource(secret="sim-secret"):
    return resources.FivetranResource(
        api_key="sim-key", api_secret=secret, request_max_retries=0, disable_schedule_on_trigger=False
    )


@scenario("runs a sync to its success")
def _():
    id = connection(FIVETRAN, service="postgres", history=3)
    output = resource().sync_and_poll(id, **POLL)
    assert output.connector_details["succeeded_at"]
    assert output.schema_config["schemas"]


@scenario("re-syncs one table")
def _():
    id = connection(FIVETRAN, service="postgres", history=3)
    resource().resync_and_poll(id, resync_parameters={"public": ["orders"]}, **POLL)


@scenario("sees a sync fail")
def _():
    id = connection(FIVETRAN, service="postgres", history=3)
    break_it(FIVETRAN, id)
    raises(lambda: resource().sync_and_poll(id, **POLL), "failed", "fail")


@scenario("does not sync what is not set up or paused")
def _():
    id = connection(FIVETRAN, service="postgres", history=3, paused=True)
    raises(lambda: resource().sync_and_poll(id, **POLL), "paused", "cannot", "not")


@scenario("loads a whole workspace")
def _():
    ids = {connection(FIVETRAN, service="postgres", history=1) for _ in range(12)}
    workspace = resources.FivetranWorkspace(
        account_id="sim_account", api_key="sim-key", api_secret="sim-secret"
    )
    data = workspace.fetch_fivetran_workspace_data()
    assert ids <= set(data.connectors_by_id), "connections are missing"
    assert data.destinations_by_id


@scenario("gives up with the reason when it asks too often")
def _():
    id = connection(FIVETRAN, service="postgres", history=1)
    fault = {"method": "*", "path": f"/v1/connectors/{id}", "times": 5, "status": 429}
    sim(FIVETRAN, "POST", "/_sim/faults", {**fault, "headers": {"retry-after": "60"}})
    sim(FIVETRAN, "POST", "/_sim/faults", {**fault, "path": f"/v1/connections/{id}", "headers": {"retry-after": "60"}})
    raises(lambda: resource().sync_and_poll(id, **POLL), "max retries", "429", "too many", "retries")


@scenario("is refused with a wrong key")
def _():
    id = connection(FIVETRAN, service="postgres", history=1)
    raises(lambda: resource(secret="wrong").sync_and_poll(id, **POLL), "max retries", "401", "unauthor", "retries")
