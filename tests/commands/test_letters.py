"""Letters through a real mail server on loopback: to whom, of what, written down."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

import builders
from commands import letters
from data.model import Role, User, Verdict, VerdictCode
from data.settings import MailSettings
from data.store import Store

NOW = builders.NOW  # 11:00 in Almaty
READER = User(
    "Медиатор, Қостанай",
    Role.MEDIATOR,
    ("KZ-39",),
    email="mediator@example.kz",
    digest=True,
)


class Box:
    """Keeps what arrives; refuses everything while it is told to."""

    def __init__(self) -> None:
        self.letters: list = []
        self.is_full = False

    async def handle_DATA(self, _server, _session, envelope) -> str:
        if self.is_full:
            return "452 mailbox full"
        read = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, read))
        return "250 OK"


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def mail(box: Box) -> Iterator[MailSettings]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield MailSettings(
        "127.0.0.1", port, "none", "", "", "kelisim@example.kz", "https://kelisim.test"
    )
    server.stop()


@pytest.fixture
def world(small_store: Store) -> Store:
    return small_store


def test_nobody_gets_a_letter_who_did_not_ask(world, mail, box):
    world.save_user(replace(READER, digest=False))
    assert letters.send_due(world, mail, NOW) == []
    assert box.letters == []


def test_the_daily_letter_holds_only_own_regions_and_is_written_down(world, mail, box):
    user = world.save_user(READER)
    (kept,) = letters.send_due(world, mail, NOW)
    ((to, letter),) = box.letters
    page = letter.get_body(("html",)).get_content()
    plain = letter.get_body(("plain",)).get_content()
    assert to == ["mediator@example.kz"]
    assert letter["Subject"].startswith("DEMO · Kelisim, 22.11.2026")
    assert "Қостанай облысы" in page
    assert "Ақтөбе" not in page
    assert "DEMO" in plain
    assert "https://kelisim.test/desk?flag=" in plain
    assert kept.is_sent
    assert kept == world.digests(user.id)[0]
    waiting = {f.id for f in world.flags("KZ-39", only_open=True)}
    assert set(kept.flag_ids) == waiting


def test_a_letter_quotes_no_evidence_and_escapes_titles(world, mail, box):
    world.save_user(replace(READER, regions=()))
    letters.send_due(world, mail, NOW)
    page = box.letters[0][1].get_body(("html",)).get_content()
    sentences = {
        piece.text
        for flag in world.flags()
        for signal in flag.signals
        for piece in signal.evidence
        if piece.part == "text"
    }
    assert sentences
    assert not [each for each in sentences if each in page]
    assert "<script>" not in page


def test_it_goes_once_a_day(world, mail, box):
    world.save_user(READER)
    letters.send_due(world, mail, NOW)
    assert letters.send_due(world, mail, NOW + timedelta(hours=2)) == []
    assert len(box.letters) == 1
    letters.send_due(world, mail, NOW + timedelta(days=1))
    assert len(box.letters) == 2


def test_an_acute_flag_is_told_at_once(world, mail, box):
    world.save_user(replace(READER, digest=False, acute_at_once=True))
    flags = [replace(f, opened_at=NOW) for f in world.flags("KZ-39", only_open=True)]
    world.save_flags(flags)
    fresh = replace(flags[0], id="f:now", opened_at=NOW)
    world.save_flags([fresh])
    done = letters.send_due(world, mail, NOW + timedelta(minutes=1))
    assert [each.kind for each in done] == ["acute"]
    assert "f:now" in done[0].flag_ids
    assert letters.send_due(world, mail, NOW + timedelta(minutes=2)) == []


def test_a_refusing_server_is_written_down_and_tried_again(world, mail, box):
    user = world.save_user(READER)
    box.is_full = True
    (failed,) = letters.send_due(world, mail, NOW)
    assert not failed.is_sent
    assert "452" in failed.detail
    assert letters.send_due(world, mail, NOW + timedelta(minutes=5)) == []
    box.is_full = False
    (kept,) = letters.send_due(world, mail, NOW + timedelta(minutes=20))
    assert kept.is_sent
    assert [each.is_sent for each in world.digests(user.id)] == [True, False]


def test_a_server_that_is_not_there_is_written_down(world, mail):
    world.save_user(READER)
    nowhere = replace(mail, port=1)
    (failed,) = letters.send_due(world, nowhere, NOW)
    assert not failed.is_sent
    assert failed.detail


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_letter_speaks_its_readers_language(world, mail, box, lang):
    world.save_user(replace(READER, lang=lang))
    letters.send_due(world, mail, NOW)
    letter = box.letters[0][1]
    heading = {
        "kk": "Өңірлеріңіздің бүгінгі жағдайы",
        "ru": "Ваши регионы сегодня",
        "en": "Your regions today",
    }
    assert heading[lang] in letter.get_body(("html",)).get_content()
    assert letter["Content-Language"] == lang


def test_the_readers_limit_is_kept_and_what_is_left_out_is_said(world, mail, box):
    world.save_user(replace(READER, regions=(), budget=1))
    letters.send_due(world, mail, NOW)
    ((_, letter),) = box.letters
    assert "Сіз қойған шекке байланысты" in letter.get_body(("plain",)).get_content()


def test_a_colleague_is_asked_for_a_second_pair_of_eyes(world, mail, box):
    world.save_user(READER)
    world.save_user(replace(READER, name="Достық үйі", email="house@example.kz"))
    world.add_verdict(
        Verdict("f-pasture", VerdictCode.CONFIRMED, "Расталды", "Достық үйі", NOW)
    )
    letters.send_due(world, mail, NOW)
    plain = {
        to[0]: letter.get_body(("plain",)).get_content() for to, letter in box.letters
    }
    part = {
        to: text.partition("БІР АДАМ ҚОРЫТЫНДЫ БЕРДІ")[2].partition("КҮТІП ТҰР")[0]
        for to, text in plain.items()
    }
    title = world.flag("f-pasture").title
    assert title in part["mediator@example.kz"]
    assert title not in part["house@example.kz"]
