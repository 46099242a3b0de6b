"""What every client's file needs: the simulators' control API, evidence from the wire, one line of JSON a scenario."""

import json
import os
import time
import urllib.request

FIVETRAN = os.environ["FIVETRAN_URL"]
AIRBYTE = os.environ["AIRBYTE_URL"]
REASON = "login failed for user etl"
# Faults of the script, never a client's way to say no: these fail a scenario that waits for an error.
OWN_FAULTS = (AttributeError, ImportError, NameError, SyntaxError, AssertionError)


def sim(base, method, path, body=None):
    """A call of the control API (`/_sim/…`); an answer other than 2xx raises."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        base + path, method=method, data=data, headers={"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read() or b"null")


def connection(base, **spec):
    """The ID of a new connection whose syncs take 0.3 s unless told."""
    return sim(base, "POST", "/_sim/connections", {"syncSeconds": 0.3, **spec})["id"]


def connections(base, count, **template):
    body = {"count": count, "template": {"syncSeconds": 0.3, **template}}
    return set(sim(base, "POST", "/_sim/connections", body)["ids"])


def truth(base, id):
    return sim(base, "GET", f"/_sim/connections/{id}")


def runs(base, id):
    """Its syncs and re-syncs, oldest first, without what else was done to it."""
    return [row for row in truth(base, id)["history"] if row["kind"] in ("sync", "resync")]


def break_it(base, id, **how):
    sim(base, "POST", f"/_sim/connections/{id}/break", {"message": REASON, "until": "never", **how})


def settings(**changes):
    """Switches of the Airbyte simulator."""
    return sim(AIRBYTE, "PATCH", "/_sim/settings", changes)


def refuse(base, method, path, times=1, **answer):
    """The next `times` such requests are answered 429 (or with `answer`'s status) instead of served."""
    sim(base, "POST", "/_sim/faults", {"method": method, "path": path, "times": times, "status": 429, **answer})


def calm(base):
    """Takes away the faults that are still armed."""
    sim(base, "DELETE", "/_sim/faults")


class Wire:
    """What went over the wire since this was made: rows with method, path, query, body, status."""

    def __init__(self, base):
        self.base = base
        rows = self.rows_since(0)
        self.seq = rows[-1]["seq"] if rows else 0

    def rows_since(self, seq):
        return sim(self.base, "GET", f"/_sim/requests?since={seq}")["items"]

    def rows(self, method=None, ending=""):
        return [
            row
            for row in self.rows_since(self.seq)
            if method in (None, row["method"]) and row["path"].rstrip("/").endswith(ending)
        ]

    def statuses(self, method=None, ending=""):
        return [row["status"] for row in self.rows(method, ending)]


def scenario(name):
    """Decorates a function without arguments: what it raises is the failure, told in one line."""

    def run(check):
        try:
            check()
            result = {"scenario": name, "ok": True, "detail": ""}
        except BaseException as error:  # a client may raise anything
            detail = " ".join(f"{type(error).__name__}: {error}".split())
            result = {"scenario": name, "ok": False, "detail": detail[:600]}
        print(json.dumps(result), flush=True)
        return check

    return run


def raises(kind, work, *words):
    """The client must raise its own `kind` of error, with one of the words where words are given. Returns the error."""
    try:
        work()
    except BaseException as error:
        text = f"{type(error).__name__}: {error}"
        known = isinstance(error, kind) and not isinstance(error, OWN_FAULTS)
        if not known or (words and not any(word.lower() in text.lower() for word in words)):
            raise AssertionError(f"another error than expected: {text[:300]}") from error
        return error
    raise AssertionError("the client noticed nothing")


def refused(base, status, kind, work, *words):
    """The client raises `kind`, and the provider's answer was `status`, so that nothing else can be the cause."""
    wire = Wire(base)
    error = raises(kind, work, *words)
    seen = wire.statuses()
    assert status in seen, f"no {status} on the wire: {seen}; the client said {error}"
    return error


def until(holds, seconds=20):
    """Polls until `holds()` is true and returns its value."""
    deadline = time.monotonic() + seconds
    while True:
        value = holds()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s")
        time.sleep(0.1)
