"""airflow-provider-fivetran-async: the hook that Astronomer's operators and sensors use; legacy paths, trailing slashes."""

import time

from fivetran_provider_async import hooks
from scenarios import FIVETRAN, break_it, connection, raises, scenario, sim, until

hooks.FivetranHook.api_protocol = "http"
hooks.FivetranHook.api_host = FIVETRAN.removeprefix("http://")


class Credentials:
    login = "sim-key"
    password = "sim-secret"
    host = None
    extra_dejson: dict = {}


def hook(password="sim-secret"):
    credentials = Credentials()
    credentials.password = password
    return hooks.FivetranHook(fivetran_conn=credentials, retry_limit=1, retry_delay=0)


def finish(it, id, before):
    return until(lambda: it.get_sync_status(id, before))


@scenario("tests its connection")
def _():
    ok, detail = hook().test_connection()
    assert ok, detail


@scenario("reads schemas, tables and columns")
def _():
    id = connection(FIVETRAN, service="postgres", history=2)
    it = hook()
    assert it.get_connector_schemas(id)["schemas"]
    assert it.get_metadata(id, "tables")["items"] and it.get_metadata(id, "columns")["items"]


@scenario("runs a sync to its success")
def _():
    id = connection(FIVETRAN, service="postgres", history=2)
    it = hook()
    it.prep_connector(id, schedule_type="manual")
    before = it.get_last_sync(id)
    it.start_fivetran_sync(id)
    assert finish(it, id, before)


@scenario("sees a sync fail")
def _():
    id = connection(FIVETRAN, service="postgres", history=2)
    break_it(FIVETRAN, id)
    it = hook()
    before = it.get_last_sync(id)
    it.start_fivetran_sync(id)
    raises(lambda: finish(it, id, before), "fail")


@scenario("unpauses what is paused before it syncs")
def _():
    id = connection(FIVETRAN, service="postgres", history=2, paused=True)
    it = hook()
    it.prep_connector(id, schedule_type="manual")
    before = it.get_last_sync(id)
    it.start_fivetran_sync(id)
    assert finish(it, id, before)


@scenario("starts a put-off sync again, as a manual schedule needs")
def _():
    id = connection(FIVETRAN, service="postgres", history=2)
    it = hook()
    it.prep_connector(id, schedule_type="manual")
    break_it(FIVETRAN, id, message="quota", mode="reschedule", retryAfterSeconds=2, until={"syncs": 1})
    before = it.get_last_sync(id)
    it.start_fivetran_sync(id)
    real, slept = time.sleep, []

    def shorter(seconds):
        slept.append(seconds)
        real(min(seconds, 3))

    hooks.time.sleep = shorter
    try:
        assert finish(it, id, before)
    finally:
        hooks.time.sleep = real
    assert max(slept, default=0) > 50, "it did not wait for rescheduled_for and a minute"


@scenario("is told when it asks too often")
def _():
    id = connection(FIVETRAN, service="postgres", history=1)
    fault = {"method": "GET", "path": f"/v1/connectors/{id}", "times": 3, "status": 429}
    sim(FIVETRAN, "POST", "/_sim/faults", {**fault, "headers": {"retry-after": "60"}})
    raises(lambda: hook().get_connector(id), "429", "too many")


@scenario("is refused with a wrong key")
def _():
    id = connection(FIVETRAN, service="postgres", history=1)
    raises(lambda: hook(password="wrong").get_connector(id), "401", "unauthor")
