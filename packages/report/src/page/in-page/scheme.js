const button = document.getElementById("scheme");
const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

/** A projector wants light, whatever the machine is set to. */
export function switchScheme() {
  const root = document.documentElement;
  const isDark = () =>
    (root.dataset.scheme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";
  const label = () => (button.textContent = isDark() ? "Light" : "Dark");
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    label();
  });
  systemIsDark.addEventListener("change", label);
  button.hidden = false;
  label();
}
