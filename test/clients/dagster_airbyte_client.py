"""dagster-airbyte: the workspace client over both APIs, and the legacy resource over the config API with Basic."""

import json
import urllib.request

from dagster_airbyte import AirbyteResource, AirbyteWorkspace
from scenarios import AIRBYTE, break_it, connection, raises, scenario, sim

CREDENTIALS = sim(AIRBYTE, "GET", "/_sim/credentials")
WORKSPACE = CREDENTIALS.get("workspaceId") or CREDENTIALS.get("workspace", {}).get("id")


def workspace(secret="sim-secret"):
    return AirbyteWorkspace(
        rest_api_base_url=f"{AIRBYTE}/api/public/v1",
        configuration_api_base_url=f"{AIRBYTE}/api/v1",
        workspace_id=WORKSPACE,
        client_id="sim-client",
        client_secret=secret,
        request_max_retries=0,
        poll_interval=0.3,
        poll_timeout=25,
    )


def settings(**changes):
    body = json.dumps(changes).encode()
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(f"{AIRBYTE}/_sim/settings", method="PATCH", data=body, headers=headers)
    urllib.request.urlopen(request).read()


@scenario("loads a whole workspace, following next")
def _():
    ids = {connection(AIRBYTE, sourceType="source-postgres") for _ in range(45)}
    data = workspace().fetch_airbyte_workspace_data()
    assert ids <= set(data.connections_by_id), "connections are missing"


@scenario("runs a sync to its success")
def _():
    id = connection(AIRBYTE, sourceType="source-postgres")
    output = workspace().get_client().sync_and_poll(connection_id=id)
    assert output.job_details["status"] == "succeeded"


@scenario("sees a sync fail")
def _():
    id = connection(AIRBYTE, sourceType="source-postgres")
    break_it(AIRBYTE, id, attempts=1)
    raises(
        lambda: workspace().get_client().sync_and_poll(connection_id=id),
        "failed",
        "fail",
    )


@scenario("is refused a sync of an inactive connection")
def _():
    id = connection(AIRBYTE, sourceType="source-postgres", paused=True)
    raises(
        lambda: workspace().get_client().sync_and_poll(connection_id=id),
        "max retries",
        "409",
        "retries",
    )


@scenario("is refused with a wrong secret")
def _():
    raises(lambda: workspace(secret="wrong").fetch_airbyte_workspace_data(), "401", "400", "retries", "unauthor")


@scenario("legacy resource: runs a sync over the config API")
def _():
    settings(auth="basic")
    try:
        id = connection(AIRBYTE, sourceType="source-postgres")
        host, port = AIRBYTE.removeprefix("http://").split(":")
        resource = AirbyteResource(
            host=host, port=port, use_https=False, username="airbyte", password="password", request_max_retries=0
        )
        output = resource.sync_and_poll(id, poll_interval=0.3, poll_timeout=25)
        assert output.job_details["job"]["status"] == "succeeded"
    finally:
        settings(auth="token")
