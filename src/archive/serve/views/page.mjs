/** Keys beside the mouse: each goes to what names it in `aria-keyshortcuts`; fields are focused, links followed. The pages work without it. */
addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") target.blur();
    return;
  }
  // A page that is larger than its window is moved by the arrows first.
  const view = target.closest(".view");
  if (view !== null && view.scrollWidth > view.clientWidth && event.key.startsWith("Arrow")) return;
  const named = nameOf(event);
  const [aim] = [...document.querySelectorAll("[aria-keyshortcuts]")].filter((element) => element.getAttribute("aria-keyshortcuts") === named);
  if (aim === undefined) return;
  event.preventDefault();
  if (aim instanceof HTMLInputElement) {
    aim.focus();
    aim.select();
  } else {
    aim.click();
  }
});

/** On Arabic keyboards the key of the slash writes a letter. */
function nameOf({ key, code, shiftKey }) {
  if (code === "Slash" && !shiftKey) return "/";
  return key === "+" || key === "=" ? "Plus" : key;
}
