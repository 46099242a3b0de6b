"""airflow-provider-fivetran-async: hook, operators, sensor and trigger; legacy paths, trailing slashes, `/force`."""

import asyncio
import json
import os
import time

from scenarios import FIVETRAN, Wire, break_it, connection, connections, raises, refuse, refused, scenario, sim
from scenarios import runs, truth, until

SIM = {"conn_type": "fivetran", "login": "sim-key", "password": "sim-secret"}
os.environ["AIRFLOW_CONN_SIM"] = json.dumps(SIM)
os.environ["AIRFLOW_CONN_WRONG"] = json.dumps({**SIM, "password": "wrong"})

from airflow.exceptions import AirflowException  # noqa: E402
from fivetran_provider_async import hooks, operators, sensors, triggers  # noqa: E402

hooks.FivetranHook.api_protocol = "http"
hooks.FivetranHook.api_host = FIVETRAN.removeprefix("http://")
SOURCE = {"service": "postgres", "history": 2}


def hook(name="sim"):
    return hooks.FivetranHook(fivetran_conn_id=name, retry_limit=2, retry_delay=0)


def operator(id, kind=operators.FivetranOperator, **more):
    task = {"task_id": "sync", "fivetran_conn_id": "sim", "poll_frequency": 1, "fivetran_retry_delay": 0}
    return kind(connector_id=id, **{**task, "deferrable": False, **more})


def sensor(id):
    """Passes for a sync that ends after this moment, which is read at the first poke."""
    it = sensors.FivetranSensor(task_id="wait", fivetran_conn_id="sim", connector_id=id, deferrable=False)
    assert it.poke({}) is False
    return it


def triggered(id, since):
    """The event with which a deferred task is woken."""
    trigger = triggers.FivetranTrigger(
        task_id="sync", connector_id=id, fivetran_conn_id="sim", previous_completed_at=since, poke_interval=0.3
    )

    async def first():
        async for event in trigger.run():
            return event.payload

    return asyncio.run(first())


@scenario("tests its connection")
def _():
    ok, detail = hook().test_connection()
    assert ok, detail


@scenario("lists a group's connections, page after page")
def _():
    it, ids = hook(), connections(FIVETRAN, 130, service="postgres", history=1, groupId="paged_group")
    assert "paged_group" in [group["id"] for group in it.get_groups()]
    wire = Wire(FIVETRAN)
    seen = [row["id"] for row in it.get_connectors("paged_group")]
    assert sorted(seen) == sorted(ids), f"{len(seen)} rows for {len(ids)}"
    assert len(wire.rows("GET", "/connectors")) == 2, "the default page holds 100"


@scenario("finds a connection by the names of schema and destination")
def _():
    it, id = hook(), connection(FIVETRAN, name="found_by_name", **SOURCE)
    details = it.get_connector(id)
    group = it.get_groups(details["group_id"])
    assert it.get_connector_id(details["schema"], group["name"]) == id


@scenario("reads schemas, tables, columns and destination")
def _():
    it, id = hook(), connection(FIVETRAN, **SOURCE)
    assert it.get_connector_schemas(id)["schemas"]
    assert it.get_metadata(id, "tables")["items"] and it.get_metadata(id, "columns")["items"]
    assert it.get_destinations(it.get_connector(id)["group_id"])["setup_status"]


@scenario("operator: takes the schedule over, runs a sync to success")
def _():
    id = connection(FIVETRAN, **SOURCE)
    operator(id).execute({})
    run = runs(FIVETRAN, id)[-1]
    assert (run["trigger"], run["status"]) == ("api", "succeeded"), run
    assert hook().get_connector(id)["schedule_type"] == "manual"


@scenario("operator: sees a sync fail")
def _():
    id = connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id)
    raises(AirflowException, lambda: operator(id).execute({}), "failed; please see logs")


@scenario("operator: unpauses what is paused before it syncs")
def _():
    id = connection(FIVETRAN, paused=True, **SOURCE)
    operator(id).execute({})
    state = truth(FIVETRAN, id)
    assert state["paused"] is False and runs(FIVETRAN, id)[-1]["trigger"] == "api"


@scenario("operator: tests a broken connection, and refuses to sync it")
def _():
    id = connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id, **{"class": "authentication", "until": "reauth"})
    raises(AirflowException, lambda: operator(id).execute({}), "failed; please see logs")
    wire, before = Wire(FIVETRAN), len(runs(FIVETRAN, id))
    raises(AirflowException, lambda: operator(id).execute({}), "not correctly configured")
    assert wire.statuses("POST", "/test") == [200] and len(runs(FIVETRAN, id)) == before


@scenario("operator: syncs again once a person has reauthenticated")
def _():
    id = connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id, **{"class": "authentication", "until": "reauth"})
    raises(AirflowException, lambda: operator(id).execute({}), "failed; please see logs")
    sim(FIVETRAN, "POST", f"/_sim/connections/{id}/remedy", {"did": "reauth"})
    operator(id).execute({})
    assert runs(FIVETRAN, id)[-1]["status"] == "succeeded"


@scenario("re-sync operator: one table, by its scope")
def _():
    id = connection(FIVETRAN, **SOURCE)
    wire = Wire(FIVETRAN)
    operator(id, operators.FivetranResyncOperator, scope={"public": ["orders"]}).execute({})
    assert [row["body"] for row in wire.rows("POST", "/resync")] == [{"scope": {"public": ["orders"]}}]
    run = runs(FIVETRAN, id)[-1]
    assert (run["kind"], run["status"]) == ("resync", "succeeded"), run


@scenario("sensor: waits for the next success, and fails with a failure")
def _():
    id = connection(FIVETRAN, **SOURCE)
    waiting = sensor(id)
    sim(FIVETRAN, "POST", f"/_sim/connections/{id}/run", {})
    until(lambda: waiting.poke({}))
    break_it(FIVETRAN, id)
    waiting = sensor(id)
    sim(FIVETRAN, "POST", f"/_sim/connections/{id}/run", {})
    raises(AirflowException, lambda: until(lambda: waiting.poke({})), "failed; please see logs")


@scenario("trigger: wakes the task with success, and with error")
def _():
    events = []
    for broken in (False, True):
        id = connection(FIVETRAN, **SOURCE)
        if broken:
            break_it(FIVETRAN, id)
        since = hook().get_last_sync(id)
        hook().start_fivetran_sync(id)
        events.append(triggered(id, since))
    assert [event["status"] for event in events] == ["success", "error"], events
    assert "failed; please see logs" in events[1]["message"], events


@scenario("starts a rescheduled sync again, as a manual schedule needs")
def _():
    it, id = hook(), connection(FIVETRAN, **SOURCE)
    it.prep_connector(id, schedule_type="manual")
    break_it(FIVETRAN, id, message="quota", mode="reschedule", retryAfterSeconds=2, until={"syncs": 1})
    before = it.get_last_sync(id)
    it.start_fivetran_sync(id)
    real, slept, wire = time.sleep, [], Wire(FIVETRAN)

    def shorter(seconds):
        """Its own wait is until `rescheduled_for` and a minute more; only the minute is left out."""
        slept.append(seconds)
        real(min(seconds, 2.5))

    hooks.time.sleep = shorter
    try:
        until(lambda: it.is_synced_after_target_time(id, before, propagate_failures_forward=False))
    finally:
        hooks.time.sleep = real
    assert 50 < max(slept) <= 62, f"rescheduled_for was not read: it slept {slept}"
    assert wire.statuses("POST", "/force") == [200] and it.get_last_sync(id) > before


@scenario("leaves a rescheduled sync to an automatic schedule")
def _():
    it, id = hook(), connection(FIVETRAN, **SOURCE)
    break_it(FIVETRAN, id, message="quota", mode="reschedule", retryAfterSeconds=2, until={"syncs": 1})
    before = it.get_last_sync(id)
    it.start_fivetran_sync(id)
    wire = Wire(FIVETRAN)
    until(lambda: it.get_connector(id)["status"]["sync_state"] == "rescheduled")
    until(lambda: it.is_synced_after_target_time(id, before, propagate_failures_forward=False))
    assert wire.rows("POST") == [], "it resumes by itself"


@scenario("is told when it asks too often, and does not ask again")
def _():
    it, id = hook(), connection(FIVETRAN, **SOURCE)
    refuse(FIVETRAN, "GET", f"/v1/connectors/{id}", headers={"retry-after": "60"})
    wire = Wire(FIVETRAN)
    refused(FIVETRAN, 429, AirflowException, lambda: it.get_connector(id), "status code: 429")
    assert len(wire.rows()) == 1


@scenario("uses up a quota of the account, and is told when it asks on")
def _():
    it, id = hook(), connection(FIVETRAN, **SOURCE)
    sim(FIVETRAN, "POST", "/_sim/plan", {"limits": {"all": [{"max": 3, "seconds": 3600}]}})
    try:
        for _ in range(3):
            it.get_connector(id)
        refused(FIVETRAN, 429, AirflowException, lambda: it.get_connector(id), "no more than 3 requests")
    finally:
        sim(FIVETRAN, "POST", "/_sim/plan", {"plan": "paid"})


@scenario("asks again after a 503")
def _():
    it, id = hook(), connection(FIVETRAN, **SOURCE)
    refuse(FIVETRAN, "GET", f"/v1/connectors/{id}", status=503)
    wire = Wire(FIVETRAN)
    assert it.get_connector(id)["id"] == id
    assert wire.statuses() == [503, 200]


@scenario("is refused with a wrong key")
def _():
    id = connection(FIVETRAN, **SOURCE)
    refused(FIVETRAN, 401, AirflowException, lambda: hook("wrong").get_connector(id), "status code: 401")


@scenario("is refused once its key was rotated")
def _():
    id = connection(FIVETRAN, **SOURCE)
    permissions = [{"resource_type": "CONNECTOR", "access_level": "MANAGE"}]
    body = {"name": "airflow", "permissions": permissions, "expiration_period": "ONE_WEEK"}
    made = hook()._do_api_call("POST", "v1/system-keys", json=body)["data"]
    os.environ["AIRFLOW_CONN_ROTATED"] = json.dumps({**SIM, "login": made["key"], "password": made["secret"]})
    assert hook("rotated").get_connector(id)["id"] == id
    hook()._do_api_call("POST", f"v1/system-keys/{made['id']}/rotate", json={})
    refused(FIVETRAN, 401, AirflowException, lambda: hook("rotated").get_connector(id), "status code: 401")
