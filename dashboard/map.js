// The map of the regions: draws what Python sends, answers with a region's code.
// Everything is made with createElementNS and textContent, so no name can be markup.
const SVG = "http://www.w3.org/2000/svg";

function make(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function words(text, attributes) {
  const element = make("text", attributes);
  element.textContent = text;
  return element;
}

function hatch() {
  const pattern = make("pattern", {
    id: "kel-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  }, make("rect", { width: 7, height: 7, class: "hatch-ground" }),
  make("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "hatch-line" }));
  return make("defs", {}, pattern);
}

function button(region, answer) {
  const group = make("g", {
    role: "button", tabindex: 0, "aria-label": region.spoken, "data-region": region.code,
  });
  const title = make("title", {});
  title.textContent = region.spoken;
  group.append(title);
  group.onclick = () => answer(region.code);
  group.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    answer(region.code);
  };
  return group;
}

// Sizes are in CSS pixels whatever the width of the map: a finger stays the same.
function label(region, px, named, under) {
  const over = { x: region.label_x, y: region.label_y, class: `on-${region.level}` };
  const symbol = { ...over, "font-size": px(15) };
  if (!named) return [words(region.symbol, symbol)];
  const gap = under ? 0 : px(8);
  const name = { ...over, y: over.y + (under ? px(22) : gap), "font-size": px(11.5) };
  if (under) name.class = "beside";
  return [words(region.symbol, { ...symbol, y: over.y - gap }), words(region.name, name)];
}

function draw(svg, data, scale, answer) {
  const px = (n) => n / scale;
  const named = data.width * scale >= 500;
  const kept = svg.getRootNode().activeElement?.getAttribute?.("data-region");
  const labels = make("g", { "aria-hidden": "true" });
  const lines = make("g", { "aria-hidden": "true" });
  const groups = new Map();
  for (const region of data.regions) {
    const group = button(region, answer);
    groups.set(region.code, group);
    if (region.marker) {
      const { at_x: x1, at_y: y1, label_x: x2, label_y: y2 } = region;
      lines.append(make("line", { x1, y1, x2, y2, class: "lead" }));
      group.append(make("circle", { cx: x2, cy: y2, r: px(14), class: `disc ${region.level}` }));
    } else {
      group.append(make("path", { d: region.path, class: `shape ${region.level}` }));
    }
    labels.append(...label(region, px, named, region.marker));
  }
  // The cities are the last codes, so they lie over the shapes; labels lie over all.
  svg.replaceChildren(hatch(), ...[...groups.values()].slice(0, -data.markers),
    lines, ...[...groups.values()].slice(-data.markers), labels);
  if (kept && groups.has(kept)) groups.get(kept).focus();
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const box = parentElement.querySelector(".map");
  let svg = box.querySelector("svg");
  if (!svg) {
    svg = make("svg", { role: "group" });
    box.append(svg);
  }
  svg.setAttribute("viewBox", `0 0 ${data.width} ${data.height}`);
  svg.setAttribute("aria-label", data.label);
  const answer = (code) => setTriggerValue("region", code);
  let drawn = 0;
  const redraw = () => {
    const scale = box.clientWidth / data.width;
    if (scale > 0 && scale !== drawn) draw(svg, data, (drawn = scale), answer);
  };
  const watcher = new ResizeObserver(redraw);
  watcher.observe(box);
  redraw();
  return () => watcher.disconnect();
}
