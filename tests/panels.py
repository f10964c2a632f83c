"""One panel of the Desk on a page of its own, for tests of what it keeps and says."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from dashboard import i18n

_SCRIPT = """
from dashboard import {module}, desk_forms, queries, session
from dashboard.intake import bring
from scoring.hiding import hide_private

class Intake:
    def hide(self, text):
        return hide_private(text, queries.reference()) if text.strip() else ""

session.language()
bring(Intake())
desk_forms.said()
{call}
"""


def panel(module: str, call: str = "", **params: str) -> AppTest:
    """Show ``module.panel`` of the flag in the address, or what ``call`` says."""
    shown = call or f'{module}.panel(queries.flag(session.param("flag")))'
    script = _SCRIPT.format(module=module, call=shown)
    app = AppTest.from_string(script, default_timeout=30)
    for name, value in params.items():
        app.query_params[name] = value
    # AppTest finds a chosen option by its label, which it makes in this thread.
    i18n.set_language(params.get("lang", i18n.DEFAULT))
    return app.run()


def button(app: AppTest, label: str) -> Button:
    """The first button of that label."""
    return next(each for each in app.button if each.label == label)


def everything(app: AppTest) -> str:
    """Every word shown, of whatever kind."""
    parts = [
        *(e.value for kind in (app.header, app.subheader, app.markdown) for e in kind),
        *(e.value for kind in (app.info, app.error, app.success) for e in kind),
        *(e.proto.body for e in app.get("html")),
        *(e.label for kind in (app.button, app.checkbox, app.expander) for e in kind),
    ]
    return "\n".join(str(part) for part in parts)
