// Small dialogs: over one phone, or over the page when `host` is the body.
import { button, el, picture } from "./dom.js";
import { t } from "./i18n.js";

// Resolves to the form's values, or null when it was closed.
export function sheet(host, { title, fields, submit }) {
  return new Promise((resolve) => {
    const form = el(
      "form",
      { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
      el("h2", {}, title),
      fields,
      el(
        "div",
        { class: "sheet-buttons" },
        button(t("cancel"), () => close(null), { class: "plain" }),
        el("button", { type: "submit", class: "main" }, submit),
      ),
    );
    const veil = el("div", { class: "veil" }, form);
    const close = (values) => {
      veil.remove();
      resolve(values);
    };
    veil.addEventListener("click", (event) => event.target === veil && close(null));
    veil.addEventListener("keydown", (event) => event.key === "Escape" && close(null));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close(new FormData(form));
    });
    host.append(veil);
    form.querySelector("input, select")?.focus();
  });
}

export function field(label, props) {
  return el(
    "label",
    { class: "field" },
    el("span", {}, label),
    el("input", { autocomplete: "off", ...props }),
  );
}

export function choice(label, name, options, chosen) {
  const made = options.map(([value, text]) =>
    el("option", { value, selected: value === chosen }, text),
  );
  return el("label", { class: "field" }, el("span", {}, label), el("select", { name }, made));
}

export function ticks(name, options, chosen) {
  return el(
    "div",
    { class: "ticks" },
    options.map(([value, text]) =>
      el(
        "label",
        {},
        el("input", { type: "checkbox", name, value, checked: chosen.includes(value) }),
        text,
      ),
    ),
  );
}

export function lightbox(address) {
  const dialog = el(
    "dialog",
    { class: "lightbox", "aria-label": t("image") },
    picture(address, { loading: "eager" }),
    button("×", () => dialog.close(), { class: "lightbox-close", "aria-label": t("close") }),
  );
  dialog.addEventListener("click", (event) => event.target.tagName !== "IMG" && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
