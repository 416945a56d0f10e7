"""`build --timings` and `--trace`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from typeset.cli.columns import aligned, width

if TYPE_CHECKING:
    from tests.desk import Call, Desk


def test_a_table_of_stages_stands_on_standard_error(call: Call) -> None:
    outcome = call("build", "--timings")
    assert (outcome.code, outcome.out) == (0, "dist/issue-293.pdf（3 页）\n")
    lines = outcome.err.splitlines()
    assert lines[0].split() == ["阶段", "秒", "占比", "次数", "内存峰值"]
    shares = [float(share) for line in lines for share in re.findall(r"^\S.* ([\d.]+)%", line)]
    assert 99 < sum(shares) < 101
    assert len({width(line) for line in lines}) == 1
    assert any(line.lstrip().startswith("排文") for line in lines)


def test_json_has_the_stages_as_well(call: Call) -> None:
    outcome = call("build", "--timings", "--format", "json")
    assert outcome.err == ""
    stages = {stage["stage"]: stage for stage in json.loads(outcome.out)["stages"]}
    assert stages["press/pages/page/composing"]["count"] > 1
    assert stages["press"]["seconds"] > stages["press/css"]["seconds"] > 0


def test_a_trace_is_written_where_it_is_asked_for(desk: Desk, call: Call) -> None:
    assert call("build", "--trace", "out/trace.json").err == ""
    events = json.loads((desk.root / "out/trace.json").read_text("utf-8"))["traceEvents"]
    assert events[0]["args"]["name"] == "issue-293"
    assert {"manifest", "press", "composing", "tags"} <= {event["name"] for event in events}


def test_columns_are_aligned_under_wide_characters() -> None:
    assert list(aligned([["阶段", "秒"], ["a", "1.0"]])) == ["阶段   秒", "a     1.0"]
