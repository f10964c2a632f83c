// What Streamlit says by itself, put into the reader's language: names that a screen
// reader says, hints under a field, "No results". What news and people say is no word of
// its own, even where it reads alike.
const NAMES = ["aria-label", "placeholder", "alt"];
const TOLD = '[data-testid="stMarkdownContainer"], [data-testid="stHtml"]';
// By element or text: {what: [its English, ours]}.
const kept = (document.kelKept ??= new WeakMap());

function ours(node, english, { names, beginnings, sentences }, what) {
  if (what === "text") return node.parentElement?.closest(TOLD) ? undefined : sentences[english];
  if (node.tagName !== "BUTTON") return names[english];
  const begun = Object.keys(beginnings).find((words) => english.startsWith(words));
  return names[english] ?? (begun && beginnings[begun] + english.slice(begun.length));
}

function put(node, what, now, words, write) {
  const before = kept.get(node) ?? {};
  const english = before[what]?.[1] === now ? before[what][0] : now;
  const said = ours(node, english, words, what) ?? english;
  if (said === now) return;
  kept.set(node, { ...before, [what]: [english, said] });
  write(said);
}

function speak(node, words) {
  if (node.nodeType === Node.TEXT_NODE) {
    put(node, "text", node.nodeValue, words, (said) => { node.nodeValue = said; });
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    for (const name of NAMES) {
      const now = node.getAttribute(name);
      if (now) put(node, name, now, words, (said) => node.setAttribute(name, said));
    }
  }
}

function speakAll(root, words) {
  speak(root, words);
  const inside = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (inside.nextNode()) speak(inside.currentNode, words);
}

// Called anew with every run of the page; there is one ear for the whole document.
export function translate(words) {
  const asked = JSON.stringify(words);
  if (document.kelWords?.asked === asked) return;
  document.kelWords?.ear.disconnect();
  const ear = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach((node) => speakAll(node, words));
      else speak(target, words);
    }
  });
  document.kelWords = { asked, ear };
  speakAll(document.body, words);
  ear.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
  });
}
