// Lets a loss unfold day by day: a slider, and a button that moves it where motion is welcome.
const figure = document.querySelector("[data-unfold]");
const past = figure.querySelector("clipPath rect");
const now = figure.querySelector(".now");
const panel = figure.querySelector(".unfold");
const [button, slider, output] = ["button", "input", "output"].map((name) => panel.querySelector(name));
const rows = [...document.querySelectorAll("[data-day]")];
const heads = [...rows[0].closest("table").querySelectorAll("thead th")].map((head) => head.textContent);
const left = Number(past.getAttribute("x"));
const width = Number(past.getAttribute("width"));
const play = button.textContent;
let timer = null;

function show(day) {
  const reached = (width * day) / rows.length;
  past.setAttribute("width", reached);
  for (const end of ["x1", "x2"]) now.setAttribute(end, left + reached);
  const cells = [...rows[day - 1].children].map((cell) => cell.textContent);
  output.textContent = `${cells[1]} · ${heads[4]} ${cells[4]} · ${heads[2]} ${cells[2]} · ${heads[6]} ${cells[6]}`;
  slider.setAttribute("aria-valuetext", `${cells[0]}, ${output.textContent}`);
}

function stop() {
  clearInterval(timer);
  timer = null;
  button.textContent = play;
}

function step() {
  if (Number(slider.value) >= rows.length) return stop();
  slider.value = Number(slider.value) + 1;
  show(Number(slider.value));
}

slider.addEventListener("input", () => {
  stop();
  show(Number(slider.value));
});
button.addEventListener("click", () => {
  if (timer !== null) return stop();
  if (Number(slider.value) >= rows.length) slider.value = 1;
  button.textContent = button.dataset.pause;
  timer = setInterval(step, Math.max(20, 9000 / rows.length));
});
button.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
panel.hidden = false;
show(rows.length);
