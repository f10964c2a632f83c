"""What tests of the Desk ask of its page."""

from __future__ import annotations

from dashboard import desk_list


def everything(app):
    """Every word the page shows, tables and HTML included."""
    parts = [
        *(element.value for element in app.title),
        *(element.value for element in app.header),
        *(element.value for element in app.subheader),
        *(element.value for element in app.markdown),
        *(element.value for element in app.error),
        *(element.value for element in app.success),
        *(element.value for element in app.warning),
        *(element.value for element in app.info),
        *(element.proto.body for element in app.get("html")),
        *(element.label for element in app.button),
    ]
    return "\n".join(str(part) for part in parts)


def button(app, label):
    return next(each for each in app.button if each.label == label)


def rows(app):
    """The flags of the list: each is opened by its title."""
    return [each for each in app.button if str(each.key).startswith(desk_list.OPEN)]


def ids(app):
    """The flags of the list, as shown."""
    return [str(each.key).removeprefix(desk_list.OPEN) for each in rows(app)]
