"""Airbyte's own Python SDK (Speakeasy): typed answers, tokens by form, paging by offset."""

import airbyte_api
from airbyte_api import api, models
from airbyte_api.errors import SDKError
from scenarios import AIRBYTE, Wire, break_it, connection, connections, refuse, refused, scenario, sim, truth, until

SOURCE = {"sourceType": "source-postgres"}


def client(secret="sim-secret", token_url="/api/public/v1/applications/token"):
    security = models.Security(
        client_credentials=models.SchemeClientCredentials(
            client_id="sim-client", client_secret=secret, token_url=token_url
        )
    )
    return airbyte_api.AirbyteAPI(server_url=f"{AIRBYTE}/api/public/v1", security=security)


def get(sdk, id):
    return sdk.connections.get_connection(request=api.GetConnectionRequest(connection_id=id)).connection_response


def start(sdk, id, kind=models.JobTypeEnum.SYNC):
    request = models.JobCreateRequest(connection_id=id, job_type=kind)
    return sdk.jobs.create_job(request=request).job_response


def wait(sdk, job_id):
    def ended():
        job = sdk.jobs.get_job(request=api.GetJobRequest(job_id=job_id)).job_response
        return job if job.status.value in ("succeeded", "failed", "cancelled") else None

    return until(ended)


@scenario("lists connections, page after page")
def _():
    ids = connections(AIRBYTE, 45, **SOURCE)
    seen, pages = [], 0
    while True:
        request = api.ListConnectionsRequest(limit=20, offset=20 * pages)
        page = client().connections.list_connections(request=request).connections_response.data
        if not page:
            break
        seen += [row.connection_id for row in page]
        pages += 1
    assert pages == 3 and sorted(seen) == sorted(set(seen)) and ids <= set(seen), f"{pages} pages, {len(seen)} rows"


@scenario("lists the jobs of one connection, newest first")
def _():
    sdk, id = client(), connection(AIRBYTE, history=0, **SOURCE)
    asked = [wait(sdk, start(sdk, id).job_id).job_id for _ in range(3)]
    request = api.ListJobsRequest(connection_id=id, limit=2, order_by="createdAt|DESC")
    page = sdk.jobs.list_jobs(request=request).jobs_response.data
    assert [job.job_id for job in page] == asked[:0:-1], [job.job_id for job in page]


@scenario("runs a sync to its success")
def _():
    sdk, id = client(), connection(AIRBYTE, **SOURCE)
    job = wait(sdk, start(sdk, id).job_id)
    assert job.status.value == "succeeded" and job.rows_synced > 0 and job.bytes_synced > 0


@scenario("sees a sync fail")
def _():
    sdk, id = client(), connection(AIRBYTE, **SOURCE)
    break_it(AIRBYTE, id, attempts=1)
    assert wait(sdk, start(sdk, id).job_id).status.value == "failed"


@scenario("is refused a second sync beside a running one")
def _():
    sdk, id = client(), connection(AIRBYTE, **{**SOURCE, "syncSeconds": 30})
    start(sdk, id)
    refused(AIRBYTE, 409, SDKError, lambda: start(sdk, id), "already running")


@scenario("cancels a running job")
def _():
    sdk, id = client(), connection(AIRBYTE, **{**SOURCE, "syncSeconds": 60})
    job = start(sdk, id)
    sdk.jobs.cancel_job(request=api.CancelJobRequest(job_id=job.job_id))
    assert wait(sdk, job.job_id).status.value == "cancelled"


@scenario("pauses, and is refused a sync then")
def _():
    sdk, id = client(), connection(AIRBYTE, **SOURCE)
    change = models.ConnectionPatchRequest(status=models.ConnectionStatusEnum.INACTIVE)
    request = api.PatchConnectionRequest(connection_id=id, connection_patch_request=change)
    patched = sdk.connections.patch_connection(request=request).connection_response
    assert patched.status.value == "inactive" and truth(AIRBYTE, id)["paused"] is True
    refused(AIRBYTE, 409, SDKError, lambda: start(sdk, id), "state-conflict", "could not fulfill")


@scenario("is told that a refresh is not for the public API")
def _():
    sdk, id = client(), connection(AIRBYTE, **SOURCE)
    refused(AIRBYTE, 422, SDKError, lambda: start(sdk, id, models.JobTypeEnum.REFRESH))


@scenario("drops a token that expired and gets another")
def _():
    sdk, id = client(), connection(AIRBYTE, **SOURCE)
    get(sdk, id)
    sim(AIRBYTE, "POST", "/_sim/tokens/expire", {})
    refused(AIRBYTE, 401, SDKError, lambda: get(sdk, id))
    wire = Wire(AIRBYTE)
    assert get(sdk, id).connection_id == id
    assert wire.statuses("POST", "/applications/token") == [200]


@scenario("is told when it asks too often")
def _():
    sdk, id = client(), connection(AIRBYTE, **SOURCE)
    refuse(AIRBYTE, "GET", "/api/public/v1/connections", body={"message": "You are being rate limited."})
    refused(AIRBYTE, 429, SDKError, lambda: get(sdk, id), "rate limited")
    assert get(sdk, id).connection_id == id


@scenario("is refused with a wrong secret")
def _():
    request = api.ListConnectionsRequest()
    work = lambda: client(secret="wrong").connections.list_connections(request=request)  # noqa: E731
    refused(AIRBYTE, 400, Exception, work, "from token endpoint")


@scenario("finds the token at the host's root, its default")
def _():
    wire = Wire(AIRBYTE)
    # The SDK keeps its token by the client's ID and secret for the whole process: an expired one makes it ask.
    sim(AIRBYTE, "POST", "/_sim/tokens/expire", {})
    sdk = client(token_url="/applications/token")
    refused(AIRBYTE, 401, SDKError, lambda: sdk.workspaces.list_workspaces(request=api.ListWorkspacesRequest()))
    assert sdk.workspaces.list_workspaces(request=api.ListWorkspacesRequest()).workspaces_response.data
    paths = [row["path"] for row in wire.rows("POST", "/applications/token")]
    assert paths == ["/applications/token"], paths
