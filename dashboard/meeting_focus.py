"""The keyboard stays where it was when a point of the agenda moves."""

from __future__ import annotations

import streamlit as st

_MOVED = "kelisim.moved"

# A list that was put in another order is drawn anew, and a browser then forgets which
# button was pressed: by keyboard one would begin at the top of the page again.
_focus = st.components.v2.component(
    "kelisim_focus",
    js="""let given = 0;
const lost = () => document.activeElement === document.body;
function focus(keys) {
  const names = keys.map((key) => key.replace(/[^A-Za-z0-9_-]/g, "-"));
  const find = (name) => document.querySelector(`.st-key-${name} button:enabled`);
  names.map(find).find((button) => button)?.focus();
}
export default function ({ data }) {
  if (data.number <= given) return;
  given = data.number;
  let tries = 0;
  const timer = setInterval(() => {
    if (lost()) focus(data.keys);
    if (++tries >= 20) clearInterval(timer);
  }, 100);
}""",
)


def remember(*keys: str) -> None:
    """After this run one of these buttons has the keyboard: the first that can."""
    number = st.session_state.get(_MOVED, ((), 0))[1]
    st.session_state[_MOVED] = (keys, number + 1)


def give() -> None:
    """Give the keyboard to what was remembered, once."""
    keys, number = st.session_state.get(_MOVED, ((), 0))
    _focus(key="kelisim.focus", data={"keys": list(keys), "number": number}, width=1)
