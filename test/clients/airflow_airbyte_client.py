"""apache-airflow-providers-airbyte: the hook behind Airflow's operator and sensor, configured by a connection URI."""

import json
import os
import urllib.request

from scenarios import AIRBYTE, break_it, connection, raises, scenario, sim

os.environ["AIRFLOW_CONN_SIM"] = json.dumps(
    {
        "conn_type": "airbyte",
        "host": f"{AIRBYTE}/api/public/v1",
        "login": "sim-client",
        "password": "sim-secret",
        "schema": "/api/public/v1/applications/token",
    }
)
os.environ["AIRFLOW_CONN_WRONG"] = os.environ["AIRFLOW_CONN_SIM"].replace("sim-secret", "wrong")

from airflow.providers.airbyte.hooks.airbyte import AirbyteHook  # noqa: E402


def hook(name="sim"):
    return AirbyteHook(airbyte_conn_id=name)


def settings(**changes):
    headers = {"content-type": "application/json"}
    body = json.dumps(changes).encode()
    request = urllib.request.Request(f"{AIRBYTE}/_sim/settings", method="PATCH", data=body, headers=headers)
    urllib.request.urlopen(request).read()


@scenario("tests its connection")
def _():
    ok, detail = hook().test_connection()
    assert ok, detail


@scenario("runs a sync to its success")
def _():
    it, id = hook(), connection(AIRBYTE, sourceType="source-postgres")
    job = it.submit_sync_connection(id)
    it.wait_for_job(job_id=job.job_id, wait_seconds=0.3, timeout=25)
    assert it.get_job_status(job.job_id) == "succeeded"


@scenario("sees a sync fail")
def _():
    it, id = hook(), connection(AIRBYTE, sourceType="source-postgres")
    break_it(AIRBYTE, id, attempts=1)
    job = it.submit_sync_connection(id)
    raises(lambda: it.wait_for_job(job_id=job.job_id, wait_seconds=0.3, timeout=25), "failed")


@scenario("cancels a running job")
def _():
    it, id = hook(), connection(AIRBYTE, sourceType="source-postgres", syncSeconds=60)
    job = it.submit_sync_connection(id)
    it.cancel_job(job.job_id)
    assert it.get_job_status(job.job_id) == "cancelled"


@scenario("is refused a sync of an inactive connection")
def _():
    it, id = hook(), connection(AIRBYTE, sourceType="source-postgres", paused=True)
    raises(lambda: it.submit_sync_connection(id), "409", "conflict", "state")


@scenario("raises on a queued job, as its users complain")
def _():
    it, id = hook(), connection(AIRBYTE, sourceType="source-postgres")
    settings(queuedSeconds=3)
    try:
        job = it.submit_sync_connection(id)
        raises(lambda: it.wait_for_job(job_id=job.job_id, wait_seconds=0.3, timeout=10), "unexpected", "queued")
    finally:
        settings(queuedSeconds=0)


@scenario("goes on when its token expires")
def _():
    it, id = hook(), connection(AIRBYTE, sourceType="source-postgres")
    job = it.submit_sync_connection(id)
    sim(AIRBYTE, "POST", "/_sim/tokens/expire", {})
    try:
        it.get_job_status(job.job_id)
    except BaseException:  # the SDK drops its token on a 401 and asks anew with the next call
        pass
    it.get_job_status(job.job_id)


@scenario("is told when it asks too often")
def _():
    it, id = hook(), connection(AIRBYTE, sourceType="source-postgres")
    fault = {"method": "POST", "path": "/api/public/v1/jobs", "status": 429}
    sim(AIRBYTE, "POST", "/_sim/faults", {**fault, "body": {"message": "You are being rate limited."}})
    raises(lambda: it.submit_sync_connection(id), "429", "rate limited")


@scenario("is refused with a wrong secret")
def _():
    ok, _detail = hook("wrong").test_connection()
    try:
        hook("wrong").get_job_details(1)
    except BaseException as error:
        assert "401" in str(error) or "400" in str(error) or "Bad Request" in str(error), str(error)
    else:
        raise AssertionError("a wrong secret was taken")
