"""Letters are repaired without losing the way back to the text as given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.repair import normalise, sober

#: Pieces that every repair has something to say about, and ordinary words.
PIECES = st.one_of(
    st.sampled_from(["Тараз", "ауданы", "сход ", "a", "с", "\u00ad", "\u200b", "й"]),
    st.sampled_from(["<p>", "</b>", "<!--", "-->", "<script>", "&nbsp;", "&amp;lt;"]),
    st.sampled_from(["жоооқ", "ЌАЗАЌ ", "їшін ", "РђР»Рј", "Aлмaты ", "Д Р А К А "]),
    st.sampled_from(["\n", ". ", "🔥", "Ð°Ð±Ð²", "ﬁ", "\u0130", "\u0306"]),
)


def text_of(raw: str) -> str:
    return normalise(raw).text


def test_letters_are_repaired_without_losing_the_way_back() -> None:
    raw = "Солтүстiк\u00a0Қазақстан, Aлматы, ко\u00adнфликт, и\u0306"
    clean = normalise(raw)
    assert clean.text == "Солтүстік Қазақстан, Алматы, конфликт, й"
    start = clean.text.index("конфликт")
    end = start + len("конфликт")
    assert raw[clean.back(start) : clean.back(end, end=True)] == "ко\u00adнфликт"


def test_what_nobody_sees_goes_and_pictures_stay() -> None:
    assert text_of("ко\u200dн\u2060фликт\ufeff \u202eв\u202c\x00 селе") == (
        "конфликт в селе"
    )
    family = "👨\u200d👩\u200d👧 у канала ❤\ufe0f"
    assert text_of(family) == family


def test_letters_of_fancy_fonts_are_letters() -> None:
    assert text_of("ＴＡＲＡＺ 𝐓𝐚𝐫𝐚𝐳") == "TARAZ Taraz"


def test_drawn_out_and_spaced_words_are_words() -> None:
    assert text_of("Жооооқ, неееет, длинннный") == "Жоқ, нет, длинный"
    assert text_of("Сегодня Д Р А К А в селе") == "Сегодня ДРАКА в селе"
    for kept in ("ООО «Рога», XXX век, www.site.kz", "аааа!", "А. Б. Иванов", "и в с"):
        assert text_of(kept) == kept


def test_in_a_headline_of_capitals_common_words_are_no_names() -> None:
    shouted = "ЧАСТЬ СЕМЕЙ УЕХАЛА ИЗ СЕЛА"
    assert sober(shouted) == "ЧАСТЬ семей УЕХАЛА ИЗ СЕЛА"
    for kept in ("Часть СЕМЕЙ", "БЕСПОРЯДКИ В ГОРОДЕ СЕМЕЙ СЕГОДНЯ", "СЕМЕЙ ҚАЛАСЫНДА"):
        assert sober(kept) == kept
    assert sober("ЕКІ АУЫЛ АУЫЗ СУДАН ҚАЛДЫ") == "ЕКІ АУЫЛ АУЫЗ судан ҚАЛДЫ"


@given(st.lists(PIECES, max_size=25).map("".join))
def test_what_was_left_alone_is_found_again(raw: str) -> None:
    clean = normalise(raw)
    backs = [clean.back(at) for at in range(len(clean.text))]
    assert backs == sorted(backs)
    assert all(0 <= at < len(raw) for at in backs)
    touched = [at for r in clean.replacements for at in range(r.start, r.end)]
    left = [at for at in range(len(raw)) if at not in set(touched)]
    assert [at for at in backs if at not in set(touched)] == left


@given(st.text(max_size=120))
def test_any_text_can_be_repaired_and_needs_it_once(raw: str) -> None:
    once = normalise(raw).text
    assert len(sober(once)) == len(once)
    edits = normalise(raw).edits
    assert len(once) == len(raw) + sum(e.length - (e.end - e.start) for e in edits)
