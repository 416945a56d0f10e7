"""The printing condition: ours, the printer's own, and what cannot be one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import ImageCms

from tests.delivery.painted import pdf_of
from typeset.delivery.intent import shipped_intent

if TYPE_CHECKING:
    from tests.desk import Call, Desk

PRINT = "rhythm: semi-monthly\n"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def ask_for(desk: Desk, name: str) -> None:
    desk.replace("issues/publication.yaml", PRINT, f"{PRINT}profiles:\n  print:\n    intent: {name}\n")


def test_the_shipped_profile_is_that_of_a_press() -> None:
    intent = shipped_intent()
    profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.data)).profile
    assert (profile.device_class, profile.xcolor_space, profile.connection_space) == ("prtr", "CMYK", "Lab ")
    assert "zlib" in str(profile.copyright)
    assert (intent.condition, intent.registered) == ("FOGRA39", True)
    assert len(intent.data) < 300_000


@pytest.mark.parametrize("name", ["../../outside.icc", "/etc/hostname"])
def test_a_profile_has_to_lie_in_the_workspace(desk: Desk, call: Call, name: str) -> None:
    desk.write("../outside.icc", shipped_intent().data)
    ask_for(desk, name)
    found = call("build", "--for", "print", "--format", "json").found("print.intent-outside")
    assert (found["file"], found["line"], found["column"]) == ("issues/publication.yaml", 6, 13)


def test_a_profile_has_to_be_there(desk: Desk, call: Call) -> None:
    ask_for(desk, "press.icc")
    outcome = call("build", "--for", "print", "--format", "json")
    assert (outcome.code, outcome.found("print.intent-missing")["line"]) == (1, 6)
    assert not (desk.root / "dist" / "issue-293-print.pdf").exists()


@pytest.mark.parametrize("data", [b"", b"no profile", SRGB[:36] + b"xxxx" + SRGB[40:], shipped_intent().data[:200]])
def test_a_profile_has_to_be_one(desk: Desk, call: Call, data: bytes) -> None:
    desk.write("issues/press.icc", data)
    ask_for(desk, "press.icc")
    assert call("build", "--for", "print", "--format", "json").found("print.intent-broken")["line"] == 6


def test_a_screen_s_profile_is_no_printing_condition(desk: Desk, call: Call) -> None:
    desk.write("issues/press.icc", SRGB)
    ask_for(desk, "press.icc")
    outcome = call("build", "--for", "booklet", "--format", "json")
    assert outcome.code == 1
    assert "RGB" in str(outcome.found("print.intent-kind"))


def test_the_printer_s_own_profile_is_embedded(desk: Desk, call: Call) -> None:
    data = bytearray(shipped_intent().data)
    data[24:26] = (2011).to_bytes(2, "big")
    desk.write("icc/press.icc", bytes(data))
    ask_for(desk, "../icc/press.icc")
    assert call("build", "--for", "print").code == 0
    pdf = pdf_of((desk.root / "dist" / "issue-293-print.pdf").read_bytes())
    (intent,) = pdf.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == bytes(data)
    assert str(intent.OutputConditionIdentifier) == "Custom"
    assert "/RegistryName" not in intent
    assert "FOGRA39L" in str(intent.Info)
