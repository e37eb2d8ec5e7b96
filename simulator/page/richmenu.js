import { get } from "./api.js";
import { button, coalesced, el, picture } from "./dom.js";
import { t } from "./i18n.js";
import { tappable } from "./tappable.js";
import { onPicture } from "./templates.js";

export class RichMenu {
  constructor(phone) {
    this.phone = phone;
    this.id = null;
    this.bar = button("", () => this.open(this.panel.hidden), { class: "menu-bar" });
    this.panel = el("div", { class: "menu-panel" });
    this.node = el("div", { class: "menu", hidden: true }, this.bar, this.panel);
    this.refresh = coalesced(() => this.read());
  }

  async read() {
    const { richMenuId, menu, image } = await get(this.phone.path("menu"));
    if (richMenuId === this.id) return;
    this.id = richMenuId;
    this.node.hidden = !richMenuId;
    if (richMenuId) this.show(menu, image);
  }

  show(menu, image) {
    this.text = menu.chatBarText || t("menu");
    this.panel.replaceChildren(picture(image, { loading: "eager" }), ...this.areas(menu));
    this.panel.style.aspectRatio = `${Number(menu.size.width)} / ${Number(menu.size.height)}`;
    this.open(menu.selected !== false);
  }

  areas(menu) {
    return menu.areas.map((area, index) => {
      const spot = onPicture(el("div", { class: "spot" }), area.bounds, menu.size);
      return tappable(
        spot,
        area.action,
        (action) => this.phone.tap(action),
        t("area", { n: index + 1 }),
      );
    });
  }

  open(wanted) {
    this.panel.hidden = !wanted;
    this.bar.textContent = `${this.text ?? ""} ${wanted ? "▾" : "▴"}`;
    this.bar.setAttribute("aria-expanded", String(wanted));
    this.bar.setAttribute(
      "aria-label",
      t(wanted ? "closeMenu" : "openMenu", { name: this.text ?? "" }),
    );
  }
}
