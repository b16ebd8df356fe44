// Zoom and pan of a large picture, by keys, buttons and pointer; while one types, what is looked for stands out.
const pan = document.querySelector(".pan");
const picture = pan.querySelector("svg");
const own = { wide: picture.width.baseVal.value, high: picture.height.baseVal.value };
const LEAST = 0.2;
const MOST = 4;
const STEP = 1.25;
const SCROLL = 80;
let scale = 1;

function zoom(wanted, x = pan.clientWidth / 2, y = pan.clientHeight / 2) {
  const next = Math.min(MOST, Math.max(LEAST, wanted));
  const left = (pan.scrollLeft + x) / scale;
  const top = (pan.scrollTop + y) / scale;
  scale = next;
  picture.setAttribute("width", own.wide * scale);
  picture.setAttribute("height", own.high * scale);
  pan.scrollTo(left * scale - x, top * scale - y);
}

const whole = () => Math.min(pan.clientWidth / own.wide, 1);
const ways = {
  in: () => zoom(scale * STEP),
  out: () => zoom(scale / STEP),
  whole: () => zoom(whole()),
  own: () => zoom(1),
};
const keys = { "+": ways.in, "=": ways.in, "-": ways.out, 0: ways.whole };
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.querySelector(".zoom").hidden = false;
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => ways[button.dataset.zoom]());
}

pan.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = arrows[event.key];
  if (arrow) pan.scrollBy(arrow[0] * SCROLL, arrow[1] * SCROLL);
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
});

pan.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const box = pan.getBoundingClientRect();
  zoom(event.deltaY < 0 ? scale * STEP : scale / STEP, event.clientX - box.left, event.clientY - box.top);
}, { passive: false });

let grip = null;
pan.addEventListener("pointerdown", (event) => {
  if (event.button === 0 && event.pointerType === "mouse") grip = { x: event.clientX, y: event.clientY, moved: false };
});
pan.addEventListener("pointermove", (event) => {
  if (!grip) return;
  const [dx, dy] = [event.clientX - grip.x, event.clientY - grip.y];
  if (!grip.moved && Math.hypot(dx, dy) < 4) return;
  pan.scrollBy(-dx, -dy);
  grip = { x: event.clientX, y: event.clientY, moved: true };
  pan.classList.add("held");
});
window.addEventListener("pointerup", () => {
  pan.classList.remove("held");
  setTimeout(() => { grip = null; });
});
pan.addEventListener("click", (event) => {
  if (grip?.moved) event.preventDefault();
}, true);
pan.addEventListener("dragstart", (event) => event.preventDefault());

const items = [...pan.querySelectorAll("a[id^='node-']")];

function show(item) {
  const [box, frame] = [item.getBoundingClientRect(), pan.getBoundingClientRect()];
  pan.scrollBy(box.left - frame.left - frame.width / 3, box.top - frame.top - frame.height / 3);
}

document.querySelector("#find").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLocaleLowerCase();
  const named = (item) => item.getAttribute("aria-label").split(": ")[0].toLocaleLowerCase().includes(wanted);
  const found = items.filter((item) => wanted && named(item));
  for (const item of items) item.classList.toggle("off", Boolean(wanted) && !found.includes(item));
  if (found.length) show(found[0]);
});

const stopped = document.getElementById(`node-${document.querySelector("#stop").value}`);
if (stopped) show(stopped);
