// Everything on the page is built here, out of nodes and text: no HTML is ever parsed from data.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function setProp(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "style") Object.assign(node.style, value);
  else if (name === "class") node.className = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export const button = (label, onclick, props = {}) =>
  el("button", { type: "button", onclick, ...props }, label);

// Only web addresses are followed or loaded; javascript:, data: and the like become null.
export function webUrl(address) {
  if (typeof address !== "string" || address === "") return null;
  try {
    const url = new URL(address, window.location.href);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

// A picture that may not or cannot be loaded leaves a quiet grey place of the same size.
export function picture(address, props = {}) {
  const src = webUrl(address);
  const nothing = () => el("span", { class: `no-picture ${props.class ?? ""}` });
  if (!src) return nothing();
  const img = el("img", { src, alt: "", loading: "lazy", ...props });
  img.addEventListener("error", () => img.replaceWith(nothing()));
  return img;
}

export function toast(text, kind = "info") {
  const node = el("div", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), kind === "error" ? 8000 : 4000);
}

// Runs `work` now; calls that come while it runs become one more run after it.
export function coalesced(work) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await work();
      } while (again);
    } finally {
      running = false;
    }
  };
}
