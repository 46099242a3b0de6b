"""apache-airflow-providers-airbyte: hook, operator, sensor and trigger, configured by an Airflow connection."""

import asyncio
import json
import os
import time

from scenarios import AIRBYTE, Wire, break_it, connection, raises, refuse, refused, runs, scenario, settings, sim

SIM = {
    "conn_type": "airbyte",
    "host": f"{AIRBYTE}/api/public/v1",
    "login": "sim-client",
    "password": "sim-secret",
    "schema": "/api/public/v1/applications/token",
}
os.environ["AIRFLOW_CONN_SIM"] = json.dumps(SIM)
os.environ["AIRFLOW_CONN_WRONG"] = json.dumps({**SIM, "password": "wrong"})
os.environ["AIRFLOW_CONN_OPEN"] = json.dumps({"conn_type": "airbyte", "host": SIM["host"]})

from airflow.exceptions import AirflowException  # noqa: E402
from airflow.providers.airbyte.hooks.airbyte import AirbyteHook  # noqa: E402
from airflow.providers.airbyte.operators.airbyte import AirbyteTriggerSyncOperator  # noqa: E402
from airflow.providers.airbyte.sensors.airbyte import AirbyteJobSensor  # noqa: E402
from airflow.providers.airbyte.triggers.airbyte import AirbyteSyncTrigger  # noqa: E402

SOURCE = {"sourceType": "source-postgres"}
QUICK = {"wait_seconds": 0.3, "timeout": 25}


def hook(name="sim"):
    return AirbyteHook(airbyte_conn_id=name)


def operator(id, **more):
    return AirbyteTriggerSyncOperator(task_id="sync", airbyte_conn_id="sim", connection_id=id, **{**QUICK, **more})


def sensor(job_id):
    return AirbyteJobSensor(task_id="wait", airbyte_conn_id="sim", airbyte_job_id=job_id)


def triggered(job_id):
    """The event with which a deferred task is woken."""
    trigger = AirbyteSyncTrigger(job_id=job_id, conn_id="sim", end_time=time.time() + 25, poll_interval=0.3)

    async def first():
        async for event in trigger.run():
            return event.payload

    return asyncio.run(first())


@scenario("tests its connection")
def _():
    ok, detail = hook().test_connection()
    assert ok, detail


@scenario("operator: runs a sync to its success")
def _():
    id = connection(AIRBYTE, **SOURCE)
    job_id = operator(id).execute({})
    assert hook().get_job_status(job_id) == "succeeded"
    assert runs(AIRBYTE, id)[-1]["trigger"] == "api"


@scenario("operator: sees a sync fail")
def _():
    id = connection(AIRBYTE, **SOURCE)
    break_it(AIRBYTE, id, attempts=1)
    raises(AirflowException, lambda: operator(id).execute({}), "job failed")


@scenario("operator: cancels what outlives its timeout")
def _():
    id = connection(AIRBYTE, **{**SOURCE, "syncSeconds": 60})
    raises(AirflowException, lambda: operator(id, timeout=1).execute({}), "timeout")
    assert runs(AIRBYTE, id)[-1]["status"] == "cancelled"


@scenario("operator: is refused a sync of an inactive connection")
def _():
    id = connection(AIRBYTE, paused=True, **SOURCE)
    refused(AIRBYTE, 409, AirflowException, lambda: operator(id).execute({}), "could not fulfill", "state-conflict")


@scenario("sensor: waits while a job runs, passes when it succeeded")
def _():
    id = connection(AIRBYTE, **{**SOURCE, "syncSeconds": 3})
    job_id = operator(id, asynchronous=True).execute({})
    assert sensor(job_id).poke({}) is False
    hook().wait_for_job(job_id=job_id, **{"wait_seconds": 0.3, "timeout": 25})
    assert sensor(job_id).poke({}) is True


@scenario("sensor: fails with a cancelled job")
def _():
    id = connection(AIRBYTE, **{**SOURCE, "syncSeconds": 60})
    job_id = operator(id, asynchronous=True).execute({})
    hook().cancel_job(job_id)
    raises(AirflowException, lambda: sensor(job_id).poke({}), "cancelled")


@scenario("trigger: wakes the task with success, and with error")
def _():
    good, bad = connection(AIRBYTE, **SOURCE), connection(AIRBYTE, **SOURCE)
    break_it(AIRBYTE, bad, attempts=1)
    asked = {id: operator(id, asynchronous=True).execute({}) for id in (good, bad)}
    events = [triggered(asked[id]) for id in (good, bad)]
    assert [event["status"] for event in events] == ["success", "error"], events
    assert events[1]["message"].endswith("has failed."), events


@scenario("raises on a queued job, as its users complain")
def _():
    it, id = hook(), connection(AIRBYTE, **SOURCE)
    settings(queuedSeconds=30)
    try:
        job = it.submit_sync_connection(id)
        raises(AirflowException, lambda: it.wait_for_job(job_id=job.job_id, **QUICK), "unexpected state")
    finally:
        settings(queuedSeconds=0)


@scenario("drops a token that expired and gets another")
def _():
    it, id = hook(), connection(AIRBYTE, **SOURCE)
    job = it.submit_sync_connection(id)
    sim(AIRBYTE, "POST", "/_sim/tokens/expire", {})
    refused(AIRBYTE, 401, AirflowException, lambda: it.get_job_status(job.job_id))
    wire = Wire(AIRBYTE)
    it.get_job_status(job.job_id)
    assert wire.statuses("POST", "/applications/token") == [200]


@scenario("waits on over a token that expires")
def _():
    it, id = hook(), connection(AIRBYTE, **{**SOURCE, "syncSeconds": 1})
    job = it.submit_sync_connection(id)
    sim(AIRBYTE, "POST", "/_sim/tokens/expire", {})
    wire = Wire(AIRBYTE)
    it.wait_for_job(job_id=job.job_id, **QUICK)
    assert 401 in wire.statuses() and it.get_job_status(job.job_id) == "succeeded"


@scenario("is told when it asks too often")
def _():
    it, id = hook(), connection(AIRBYTE, **SOURCE)
    refuse(AIRBYTE, "POST", "/api/public/v1/jobs", body={"message": "You are being rate limited."})
    refused(AIRBYTE, 429, AirflowException, lambda: it.submit_sync_connection(id), "rate limited")


@scenario("is refused with a wrong secret")
def _():
    refused(AIRBYTE, 400, AirflowException, lambda: hook("wrong").get_job_details(1), "from token endpoint")


@scenario("works without credentials where authorization is off")
def _():
    id = connection(AIRBYTE, **SOURCE)
    refused(AIRBYTE, 401, AirflowException, lambda: hook("open").submit_sync_connection(id))
    settings(auth="none")
    try:
        assert hook("open").submit_sync_connection(id).job_id
    finally:
        settings(auth="token")
