// Gives a node its action: one role, one name, mouse and keyboard alike.
export function tappable(node, action, tap, spare = "") {
  if (!action || !action.type) return node;
  const name = action.label || node.textContent.trim() || spare || action.text || action.type;
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", name);
  node.tabIndex = 0;
  node.classList.add("tap");
  const act = (event) => {
    event.stopPropagation();
    event.preventDefault();
    tap(action);
  };
  node.addEventListener("click", act);
  node.addEventListener("keydown", (event) => {
    if (event.target === node && (event.key === "Enter" || event.key === " ")) act(event);
  });
  return node;
}
