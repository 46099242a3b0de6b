"""Airbyte's own Python SDK (Speakeasy): typed answers, tokens by form, paging."""

import airbyte_api
from airbyte_api import api, models
from scenarios import AIRBYTE, break_it, connection, raises, scenario, sim, until

CREDENTIALS = sim(AIRBYTE, "GET", "/_sim/credentials")


def client(secret="sim-secret", token_url="/api/public/v1/applications/token"):
    security = models.Security(
        client_credentials=models.SchemeClientCredentials(
            client_id="sim-client", client_secret=secret, token_url=token_url
        )
    )
    return airbyte_api.AirbyteAPI(server_url=f"{AIRBYTE}/api/public/v1", security=security)


def wait(sdk, job_id):
    def ended():
        job = sdk.jobs.get_job(request=api.GetJobRequest(job_id=job_id)).job_response
        return job if job.status.value in ("succeeded", "failed", "cancelled") else None

    return until(ended)


def start(sdk, id, kind=models.JobTypeEnum.SYNC):
    return sdk.jobs.create_job(
        request=models.JobCreateRequest(connection_id=id, job_type=kind)
    ).job_response


@scenario("lists connections, page after page")
def _():
    ids = {connection(AIRBYTE, sourceType="source-postgres") for _ in range(45)}
    seen, offset = set(), 0
    while True:
        page = client().connections.list_connections(
            request=api.ListConnectionsRequest(limit=20, offset=offset)
        ).connections_response.data
        if not page:
            break
        seen |= {row.connection_id for row in page}
        offset += 20
    assert ids <= seen, f"{len(ids - seen)} are missing"


@scenario("runs a sync to its success")
def _():
    sdk, id = client(), connection(AIRBYTE, sourceType="source-postgres")
    job = wait(sdk, start(sdk, id).job_id)
    assert job.status.value == "succeeded" and job.rows_synced > 0


@scenario("sees a sync fail")
def _():
    sdk, id = client(), connection(AIRBYTE, sourceType="source-postgres")
    break_it(AIRBYTE, id, attempts=1)
    assert wait(sdk, start(sdk, id).job_id).status.value == "failed"


@scenario("is refused a second sync beside a running one")
def _():
    sdk, id = client(), connection(AIRBYTE, sourceType="source-postgres", syncSeconds=30)
    start(sdk, id)
    raises(lambda: start(sdk, id), "409", "try-again", "already running", "conflict")


@scenario("cancels a running job")
def _():
    sdk, id = client(), connection(AIRBYTE, sourceType="source-postgres", syncSeconds=60)
    job = start(sdk, id)
    sdk.jobs.cancel_job(request=api.CancelJobRequest(job_id=job.job_id))
    assert wait(sdk, job.job_id).status.value == "cancelled"


@scenario("pauses, and is refused a sync then")
def _():
    sdk, id = client(), connection(AIRBYTE, sourceType="source-postgres")
    patched = sdk.connections.patch_connection(
        request=api.PatchConnectionRequest(
            connection_id=id,
            connection_patch_request=models.ConnectionPatchRequest(status=models.ConnectionStatusEnum.INACTIVE),
        )
    ).connection_response
    assert patched.status.value == "inactive"
    raises(lambda: start(sdk, id), "409", "conflict", "state")


@scenario("gets a new token when the old one expires")
def _():
    sdk, id = client(), connection(AIRBYTE, sourceType="source-postgres")
    sdk.connections.get_connection(request=api.GetConnectionRequest(connection_id=id))
    sim(AIRBYTE, "POST", "/_sim/tokens/expire", {})
    # The SDK drops its token on a 401 and asks for another with the next call.
    try:
        sdk.connections.get_connection(request=api.GetConnectionRequest(connection_id=id))
    except Exception:
        pass
    sdk.connections.get_connection(request=api.GetConnectionRequest(connection_id=id))


@scenario("is told when it asks too often")
def _():
    sdk, id = client(), connection(AIRBYTE, sourceType="source-postgres")
    fault = {"method": "GET", "path": "/api/public/v1/connections", "status": 429}
    sim(AIRBYTE, "POST", "/_sim/faults", {**fault, "body": {"message": "You are being rate limited."}})
    raises(
        lambda: sdk.connections.get_connection(request=api.GetConnectionRequest(connection_id=id)),
        "429",
        "rate limited",
    )


@scenario("is refused with a wrong secret")
def _():
    raises(
        lambda: client(secret="wrong").connections.list_connections(request=api.ListConnectionsRequest()),
        "400",
        "401",
        "invalid",
        "bad request",
        "unauthorized",
    )


@scenario("finds the token at the host's root, its default")
def _():
    sdk = client(token_url="/applications/token")
    assert sdk.workspaces.list_workspaces(request=api.ListWorkspacesRequest()).workspaces_response.data
