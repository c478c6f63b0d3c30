/* What one row says beside its title: controls from the server, one row at a time. */

const YEARS = new Set(["start_year", "end_year"]);
const ONE = ["continues", "source"];

export class Details {
    constructor(editor) {
        this.editor = editor;
        this.id = "";
        this.box = null;
        this.names = new Map();
    }

    get row() {
        return this.editor.rowOf(this.id);
    }

    find(selector) {
        return this.box.querySelector(selector);
    }

    async toggle(id) {
        const isOpen = this.id === id;
        this.close();
        if (isOpen) return this.editor.say(this.editor.words.closed);
        this.id = id;
        const { element, opener } = this.editor.viewOf(id);
        opener.setAttribute("aria-expanded", "true");
        element.classList.add("outline__row--open");
        const html = await this.editor.ask(this.address());
        if (this.id !== id) return;
        if (html === null) {
            this.close();
            return this.editor.say(this.editor.words.silent);
        }
        this.put(element, html);
        const { words } = this.editor;
        this.editor.say(words.opened.replace("%s", this.editor.called(this.row)));
    }

    address() {
        const { links, continues, source } = this.row;
        const others = [continues, source].filter(Boolean).map((key) => `entry:${key}`);
        const asked = new URLSearchParams([...links, ...others].map((token) => ["token", token]));
        return `${this.editor.settings.urls.details}?${asked}`;
    }

    put(element, html) {
        const holder = document.createElement("div");
        holder.innerHTML = html;
        this.box = holder.firstElementChild;
        // Without a name they are no part of what the page posts.
        this.box.querySelectorAll("[name]").forEach((control) => {
            control.dataset.field = control.name.replace(/^detail-/, "");
            control.removeAttribute("name");
        });
        this.box.querySelectorAll("[data-outline-names] li").forEach((name) => this.learn(name.dataset));
        this.find("[data-outline-choice]").querySelectorAll("optgroup option").forEach((option) => {
            this.learn({ token: option.value, title: option.text, kind: option.dataset.kind });
        });
        element.append(this.box);
        this.fill();
    }

    learn({ token, title, kind }) {
        if (kind || !this.names.has(token)) this.names.set(token, { title, kind });
    }

    close() {
        if (!this.id) return;
        const view = this.editor.views.get(this.id);
        if (view) {
            const hadFocus = this.box && this.box.contains(document.activeElement);
            view.opener.setAttribute("aria-expanded", "false");
            view.element.classList.remove("outline__row--open");
            if (this.box) this.box.remove();
            if (hadFocus) view.opener.focus();
        }
        this.id = "";
        this.box = null;
    }

    /* From the row: at the opening, and when an undo changed it. */
    fill() {
        if (!this.box || !this.row) return;
        this.box.querySelectorAll("[data-field]").forEach((control) => {
            const value = String(this.row[control.dataset.field] ?? "");
            const isTyped = control === document.activeElement && YEARS.has(control.dataset.field);
            if (!isTyped && control.value !== value) control.value = value;
        });
        const links = this.row.links.map((token) => ({ token, field: "links" }));
        this.list("[data-outline-linked]", links);
        const others = ONE.filter((field) => this.row[field]);
        const named = others.map((field) => ({ token: `entry:${this.row[field]}`, field }));
        this.list("[data-outline-named]", named);
    }

    list(selector, links) {
        const list = this.find(selector);
        const wanted = JSON.stringify(links);
        if (list.dataset.shown === wanted) return;
        list.dataset.shown = wanted;
        list.replaceChildren(...links.map((link) => this.item(link)));
    }

    item({ token, field }) {
        const { words } = this.editor;
        const known = this.names.get(token);
        const item = document.createElement("li");
        const button = document.createElement("button");
        const said = document.createElement("span");
        const how = ONE.includes(field) ? `${words[field]} ` : "";
        const name = known ? known.title : words.gone;
        const isRead = known && known.kind;
        said.textContent = how + (isRead ? `${known.kind} : ${name}` : words.quoted.replace("%s", name));
        button.type = "button";
        button.className = "button button-small button-secondary";
        button.textContent = words.remove;
        button.setAttribute("aria-label", `${words.remove} : ${name}`);
        button.addEventListener("click", () => this.unlink(field, token, name));
        item.append(said, " ", button);
        return item;
    }

    unlink(field, token, name) {
        const links = this.row.links.filter((one) => one !== token);
        this.editor.set(this.id, ONE.includes(field) ? { [field]: "" } : { links }, token);
        this.editor.say(this.editor.words.unlinked.replace("%s", name));
        this.find(ONE.includes(field) ? "[data-outline-search]" : "[data-outline-choice]").focus();
    }

    do(name) {
        if (name === "link") this.link();
        if (name === "search") this.search();
    }

    link() {
        const choice = this.find("[data-outline-choice]");
        const token = choice.value;
        if (!token) return choice.focus();
        const links = [...this.row.links.filter((one) => one !== token), token];
        choice.value = "";
        this.editor.set(this.id, { links }, token);
        this.editor.say(this.editor.words.linked.replace("%s", this.names.get(token).title));
    }

    async search() {
        const asked = new URLSearchParams({ q: this.find("[data-outline-search]").value });
        const html = await this.editor.ask(`${this.editor.settings.urls.entries}?${asked}`);
        if (html === null) return this.editor.say(this.editor.words.silent);
        if (this.box) this.find("[data-outline-results]").innerHTML = html;
    }

    /* An entry of another document; a row without title takes its words. */
    name(button) {
        const { outlineFound, title, kind, words } = button.closest("[data-outline-found]").dataset;
        const field = button.dataset.outlineName;
        this.learn({ token: outlineFound, title, kind });
        const values = { [field]: outlineFound.replace("entry:", "") };
        if (!this.row.title) values.title = words;
        this.editor.set(this.id, values, outlineFound);
        this.editor.say(this.editor.words.linked.replace("%s", title));
    }

    type(event) {
        const { field } = event.target.dataset;
        // What one looks for is no part of the page: Wagtail must not save it.
        if (!field) return event.stopPropagation();
        if (YEARS.has(field)) return event.type === "change" && this.takeYear(event.target);
        const { value } = event.target;
        if (this.row[field] !== value) this.editor.set(this.id, { [field]: value }, field);
    }

    /* When it is whole: half of one would be refused. */
    takeYear(control) {
        const { field } = control.dataset;
        const said = control.value.trim();
        const value = /^[0-9]{4}$/.test(said) ? Number(said) : said || null;
        if (this.row[field] !== value) this.editor.set(this.id, { [field]: value }, field);
    }

    press(event) {
        const { key, target } = event;
        if (key === "Escape") {
            const { opener } = this.editor.viewOf(this.id);
            this.close();
            return opener.focus();
        }
        if (key !== "Enter" || target.matches("textarea, button")) return;
        event.preventDefault(); // no save of the whole page
        if (target.matches("[data-outline-search]")) this.search();
        if (target.matches("[data-outline-choice]")) this.link();
    }
}
