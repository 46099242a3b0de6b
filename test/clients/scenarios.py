"""What every client's file needs: the simulators' control API, and one line of JSON for each scenario."""

import json
import os
import time
import urllib.request

FIVETRAN = os.environ["FIVETRAN_URL"]
AIRBYTE = os.environ["AIRBYTE_URL"]


def sim(base, method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        base + path, method=method, data=data, headers={"content-type": "application/json"}
    )
    return json.loads(urllib.request.urlopen(request, timeout=20).read() or b"null")


def connection(base, **spec):
    return sim(base, "POST", "/_sim/connections", {"syncSeconds": 0.3, **spec})["id"]


def break_it(base, id, **how):
    sim(base, "POST", f"/_sim/connections/{id}/break", {"message": "login failed for user etl", "until": "never", **how})


def scenario(name):
    """Decorates a function without arguments: what it raises is the failure, told in one line."""

    def run(check):
        try:
            check()
            result = {"scenario": name, "ok": True, "detail": ""}
        except BaseException as error:  # a client may raise anything
            detail = f"{type(error).__name__}: {error}"
            result = {"scenario": name, "ok": False, "detail": detail[:600]}
        print(json.dumps(result), flush=True)
        return check

    return run


def raises(work, *words):
    """The client must notice, and say so in its own words."""
    try:
        work()
    except BaseException as error:
        text = f"{type(error).__name__} {error}".lower()
        if words and not any(word.lower() in text for word in words):
            raise AssertionError(f"another error than expected: {text[:300]}") from error
        return error
    raise AssertionError("the client noticed nothing")


def until(holds, seconds=20):
    deadline = time.time() + seconds
    while True:
        value = holds()
        if value:
            return value
        if time.time() > deadline:
            raise AssertionError("not in time")
        time.sleep(0.1)
