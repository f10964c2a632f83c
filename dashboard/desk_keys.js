// Keys of the Desk: each presses what stands on the page; none while somebody types.
const find = (words) => document.querySelector(words);
const press = (words) => find(words)?.click();

function typing(element) {
  if (!element || !element.tagName) return false;
  if (element.isContentEditable || ["TEXTAREA", "SELECT"].includes(element.tagName)) return true;
  const silent = ["radio", "checkbox", "button", "submit"];
  if (element.tagName === "INPUT" && !silent.includes(element.type)) return true;
  return !!element.closest("[role=combobox], [role=listbox], [role=menu], [role=dialog]");
}

function answer(n) {
  const radio = document.querySelectorAll(".st-key-desk_verdict input[type=radio]")[n - 1];
  if (!radio) return press(".st-key-desk-again button");
  radio.click();
  radio.focus({ preventScroll: true });
  radio.closest("label")?.scrollIntoView({ block: "center" });
}

function step(by) {
  const rows = [...document.querySelectorAll('[class*="st-key-desk-open-"] button')];
  const at = rows.indexOf(document.activeElement);
  const to = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
}

function help() {
  const list = find("details.kel-hotkeys");
  if (!list) return;
  list.open = !list.open;
  if (list.open) list.scrollIntoView({ block: "nearest" });
}

// What stands on the page says which keys are meant: data of a list that is told a moment
// too late must not silence the keys of the flag that is read.
function onKey(event) {
  const onList = !find(".st-key-desk-back");
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (typing(event.composedPath()[0]) || typing(document.activeElement)) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  if (event.key === "?" || (event.shiftKey && event.code === "Slash")) help();
  else if (event.shiftKey) return;
  else if (event.code === "KeyJ") onList ? step(1) : press(".st-key-desk-next button:not([disabled])");
  else if (event.code === "KeyK") onList ? step(-1) : press(".st-key-desk-previous button:not([disabled])");
  else if (digit && !onList) answer(Number(digit[1]));
  else if (event.code === "KeyW" && !onList) find(".st-key-desk_second textarea, .st-key-desk_verdict textarea")?.focus();
  else if (event.code === "KeyL" && !onList) press(".st-key-desk-back button");
  else return;
  event.preventDefault();
}

// Another flag is read from its top, by eye and by ear; so is what was just kept.
function begin({ flag, said }) {
  const kept = document.body.dataset;
  const [flagBefore, saidBefore] = [kept.kelFlag, kept.kelSaid];
  [kept.kelFlag, kept.kelSaid] = [flag, said];
  if (flagBefore === undefined) return;
  if (flag === flagBefore && (!said || said === saidBefore)) return;
  find("[data-testid=stMain]")?.scrollTo(0, 0);
  const title = find("[data-testid=stMain] h2");
  if (!flag || !title) return;
  title.tabIndex = -1;
  title.style.outline = "none"; // it is read, not used
  title.focus({ preventScroll: true });
}

// Called anew with every change, and ended in no order one can rely on: so there is one
// ear for the whole document, which the next call replaces and which hears the Desk only.
export default function ({ data }) {
  begin(data);
  document.kelKeys?.abort();
  document.kelKeys = new AbortController();
  const heard = (event) => {
    if (find(".st-key-desk_keys")) onKey(event);
  };
  document.addEventListener("keydown", heard, { signal: document.kelKeys.signal });
}
