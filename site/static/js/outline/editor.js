/* The editor of an outline: the rows in the hidden field, and what one does to them. */
import { Details } from "./details.js";
import { History } from "./history.js";
import { numbersOf } from "./numbering.js";
import { asRows, newRow, rowsOf } from "./rows.js";
import * as tree from "./tree.js";
import { View } from "./view.js";

const PAUSE = 2000; // milliseconds before the server looks at the rows

export class Editor {
    constructor(root) {
        this.root = root;
        this.settings = JSON.parse(document.getElementById("outline-settings").textContent);
        this.words = this.settings.words;
        this.input = root.querySelector("[data-outline-input]");
        this.list = root.querySelector("[data-outline-rows]");
        this.template = root.querySelector("[data-outline-row]");
        this.views = new Map();
        const rows = rowsOf(this.input.value, this.settings.deepest);
        if (!rows) return this.showAsItCame();
        this.history = new History(rows);
        this.details = new Details(this);
        root.querySelectorAll("[data-outline-tools]").forEach((tools) => (tools.hidden = false));
        this.readLabels();
        this.render();
        this.listen();
        this.freeze();
    }

    get rows() {
        return this.history.rows;
    }

    placeOf(id) {
        return this.rows.findIndex((row) => row.id === id);
    }

    rowOf(id) {
        return this.rows[this.placeOf(id)];
    }

    showAsItCame() {
        this.input.hidden = false;
        this.input.rows = 12;
        this.input.setAttribute("aria-label", this.words.title);
        this.say(this.words.unread);
    }

    /* While others read it, the document is to be read. */
    freeze() {
        if (!document.body.classList.contains("content-locked")) return;
        this.root.disabled = true;
        this.root.classList.add("outline--read");
    }

    listen() {
        const on = (name, act) => this.root.addEventListener(name, act);
        on("outline:append", ({ detail }) => this.append(detail.rows));
        on("outline:replace", ({ detail }) => this.replace(detail.rows));
        on("click", (event) => this.click(event));
        on("input", (event) => this.type(event));
        on("change", (event) => this.type(event));
        on("keydown", (event) => this.press(event));
        on("focusin", () => this.isPressed || this.mark());
        on("mousedown", () => (this.isPressed = true));
        document.addEventListener("mouseup", () => window.setTimeout(() => this.release(), 0));
    }

    release() {
        this.isPressed = false;
        this.mark();
    }

    /* The row at which one is. Trap: it grows by its buttons, and the one before shrinks:
       marked between a press and its release, what one pressed is elsewhere. */
    mark() {
        const element = this.list.contains(document.activeElement)
            ? document.activeElement.closest(".outline__row")
            : null;
        if (!element || element === this.marked) return;
        if (this.marked) this.marked.classList.remove("outline__row--now");
        element.classList.add("outline__row--now");
        this.marked = element;
    }

    /* What changes: the rows, the field that is posted, what Wagtail watches. */

    take(rows, { field = "", say = "" } = {}) {
        this.history.take(rows, field);
        this.show(say);
    }

    show(say) {
        this.render();
        this.input.value = JSON.stringify(this.rows);
        ["input", "change"].forEach((name) =>
            this.input.dispatchEvent(new Event(name, { bubbles: true }))
        );
        window.clearTimeout(this.later);
        this.later = window.setTimeout(() => this.check(), PAUSE);
        if (say) this.say(say);
    }

    set(id, values, field) {
        const rows = this.rows.map((row) => (row.id === id ? { ...row, ...values } : row));
        this.take(rows, { field: `${id} ${field}` });
    }

    render() {
        const active = document.activeElement;
        const numbers = numbersOf(this.rows);
        const left = new Set(this.views.keys());
        this.rows.forEach((row, place) => {
            const view = this.viewOf(row.id);
            const here = this.list.children[place];
            if (here !== view.element) this.list.insertBefore(view.element, here || null);
            const below = tree.endOf(this.rows, place) - place - 1;
            view.show(row, numbers[place], below, this.labels);
            left.delete(row.id);
        });
        left.forEach((id) => this.drop(id));
        View.grow([...this.views.values()]);
        this.showState();
        this.details.fill();
        // An element that moved has lost the focus.
        if (active !== document.activeElement && this.list.contains(active)) {
            active.focus({ preventScroll: true });
            active.scrollIntoView({ block: "nearest" });
        }
    }

    viewOf(id) {
        if (!this.views.has(id)) this.views.set(id, new View(this.template, this.settings));
        return this.views.get(id);
    }

    drop(id) {
        if (this.details.id === id) this.details.close();
        this.views.get(id).element.remove();
        this.views.delete(id);
    }

    showState() {
        const { done, undone } = this.history;
        const button = (name) => this.root.querySelector(`[data-outline-do=${name}]`);
        button("undo").setAttribute("aria-disabled", !done.length);
        button("redo").setAttribute("aria-disabled", !undone.length);
        this.root.querySelector("[data-outline-empty]").hidden = this.rows.length > 0;
        const used = new Set(this.rows.map((row) => row.kind));
        this.root.querySelectorAll("[data-outline-word]").forEach((word) => {
            word.hidden = !used.has(word.dataset.outlineWord) && !word.querySelector("input").value;
        });
        this.root.querySelector("[data-outline-words]").hidden = !this.rows.length;
    }

    readLabels() {
        this.labels = { ...this.settings.kinds };
        this.root.querySelectorAll("[data-outline-word]").forEach((word) => {
            const said = word.querySelector("input").value.trim();
            if (said) this.labels[word.dataset.outlineWord] = said;
        });
    }

    /* The server's look at the rows: notices, and what a save would refuse. */
    async check() {
        const form = new FormData();
        form.append("outline", this.input.value);
        form.append("csrfmiddlewaretoken", this.root.form.elements.csrfmiddlewaretoken.value);
        const told = await this.ask(this.settings.urls.check, { method: "POST", body: form });
        const place = this.root.querySelector("[data-outline-notices]");
        if (told !== null && told !== this.noticed) place.innerHTML = this.noticed = told;
    }

    /* The text of an answer, or null: the session ended, or nothing answers. */
    async ask(url, options = {}) {
        const headers = { "X-Requested-With": "XMLHttpRequest" };
        try {
            const response = await fetch(url, { ...options, headers });
            return response.ok && !response.redirected ? await response.text() : null;
        } catch {
            return null;
        }
    }

    say(words) {
        const told = this.root.querySelector("[data-outline-told]");
        told.textContent = "";
        // Said again even where the words are the same.
        window.setTimeout(() => (told.textContent = words), 50);
    }

    called(row) {
        const title = row.title.trim();
        return title ? this.words.quoted.replace("%s", title) : this.words.untitled;
    }

    withBranch(place) {
        const below = tree.endOf(this.rows, place) - place - 1;
        const words = below > 1 ? this.words.branch_many : this.words.branch_one;
        return this.called(this.rows[place]) + (below ? words.replace("%s", below) : "");
    }

    focus(id) {
        const { title } = this.viewOf(id);
        title.focus();
        title.setSelectionRange(title.value.length, title.value.length);
        title.scrollIntoView({ block: "nearest" });
    }

    add(at, level, kind) {
        const row = newRow(level, kind ?? tree.kindAt(this.rows, at, level));
        const say = this.words.added.replace("%s", level + 1);
        this.take(tree.withRow(this.rows, at, row), { say });
        this.focus(row.id);
    }

    append(given) {
        const known = new Set(this.rows.map((row) => row.id));
        const rows = asRows(given || [], this.settings.deepest, known);
        if (!rows.length) return;
        const words = rows.length > 1 ? this.words.appended_many : this.words.appended_one;
        this.take([...this.rows, ...rows], { say: words.replace("%s", rows.length) });
        this.focus(rows[0].id);
    }

    /* A row that is there already stays the same one. */
    replace(given) {
        const rows = asRows(given || [], this.settings.deepest);
        if (!rows.length) return;
        const isSame = JSON.stringify(rows) === JSON.stringify(this.rows);
        if (isSame) this.say(this.words.same);
        else this.take(rows, { say: this.words.replaced.replace("%s", rows.length) });
        this.focus(rows[0].id);
    }
}

/* What somebody does is told in doing.js. */
export function withActions(actions) {
    Object.assign(Editor.prototype, actions);
}
