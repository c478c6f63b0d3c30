/* From paper to the plan: a text that one pastes, or a spreadsheet. What was understood
   is shown and corrected; nothing is written before « Ajouter ». */
import { PaperLines } from "./paper_lines.js";

export class Paper {
    constructor(editor) {
        this.editor = editor;
        this.root = editor.root;
        this.box = this.root.querySelector("[data-outline-paper]");
        this.text = this.box.querySelector("[data-paper-text]");
        this.answer = this.box.querySelector("[data-paper-answer]");
        this.restBox = this.root.querySelector("[data-outline-rest]");
        this.rest = this.restBox.querySelector("textarea");
        this.steps = new Map();
        this.asked = 0;
        this.lines = null;
        this.comeBack();
        this.listen();
    }

    get words() {
        return this.editor.words;
    }

    listen() {
        this.box.addEventListener("click", (event) => this.click(event));
        // No part of the page: Wagtail must not save it, nor the editor read it.
        ["input", "change"].forEach((name) =>
            this.box.addEventListener(name, (event) => {
                event.stopPropagation();
                this.type(event);
            })
        );
        this.box.addEventListener("keydown", (event) => this.press(event));
        this.root.addEventListener("outline:back", ({ detail }) => this.goBack(detail));
        this.root.querySelector("[data-paper-open]").addEventListener("click", () => {
            this.box.open = true;
            this.text.focus();
            this.text.scrollIntoView({ block: "center" });
        });
    }

    /* What was pasted outlives a save and a session that ended, in this tab alone. */

    get key() {
        return `outline-paper:${this.editor.settings.urls.paper}`;
    }

    comeBack() {
        try {
            this.text.value = window.sessionStorage.getItem(this.key) || "";
        } catch {
            return; // a browser that keeps nothing
        }
        this.box.open = Boolean(this.text.value);
    }

    keep() {
        try {
            if (this.text.value) window.sessionStorage.setItem(this.key, this.text.value);
            else window.sessionStorage.removeItem(this.key);
        } catch {
            // Full, or closed: the text stays in its field.
        }
    }

    type({ target, type }) {
        if (target === this.text) return this.keep();
        if (target.matches("[data-paper-file]")) return type === "change" && this.readFile(target);
        if (target.matches("[data-paper-choice]")) return type === "change" && this.tell(this.lines.choose(target));
        const { field } = target.dataset;
        if (!field) return;
        const value = target.value.replace(/\s*[\r\n]+\s*/g, " ");
        if (value !== target.value) target.value = value;
        if (this.lines.itemOf(target).row[field] !== value) this.lines.set(target, field, value);
        if (field === "kind") this.offerKind(target);
    }

    offerKind(target) {
        const button = this.answer.querySelector("[data-paper-do=kind]");
        const count = this.lines.offerKind(target, button);
        button.textContent = this.counted("kind", count);
    }

    press(event) {
        const { key, target } = event;
        if (event.isComposing || !target.matches("[data-field]")) return;
        if (key === "Enter") event.preventDefault(); // one line, and no save of the page
        const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
        if (!event.altKey || !by) return;
        event.preventDefault();
        this.tell(this.lines.shift(target, by));
    }

    click(event) {
        const button = event.target.closest("[data-paper-do]");
        if (!button) return;
        const name = button.dataset.paperDo;
        if (name === "read") this.read({ text: this.text.value });
        if (name !== "kind") this.hideKind();
        if (name === "again") this.readAgain();
        if (name === "append" || name === "replace") this.take(name);
        if (name === "in" || name === "out") this.tell(this.lines.shift(button, name === "in" ? 1 : -1));
        if (name === "kind") this.tell(this.lines.giveKind(button));
        if (name === "leave") this.tell(this.lines.leave(button));
    }

    /* It stands in a row, which may go. */
    hideKind() {
        const button = this.answer.querySelector("[data-paper-do=kind]");
        if (!button) return;
        button.hidden = true;
        this.answer.querySelector("[data-paper-told]").after(button);
    }

    readAgain() {
        this.text.focus();
        this.text.scrollIntoView({ block: "center" });
    }

    /* Emptied at once: the same file, mended, is a change again. */
    readFile(control) {
        const [file] = control.files;
        if (!file) return;
        this.read({ file }).finally(() => (control.value = ""));
    }

    async read(given) {
        const asked = (this.asked += 1);
        const body = new FormData();
        Object.entries(given).forEach(([name, value]) => body.append(name, value));
        body.append("csrfmiddlewaretoken", this.root.form.elements.csrfmiddlewaretoken.value);
        this.say(this.words.reading);
        this.box.setAttribute("aria-busy", "true");
        const html = await this.editor.ask(this.editor.settings.urls.paper, { method: "POST", body });
        if (asked !== this.asked) return;
        this.box.removeAttribute("aria-busy");
        this.say(html === null ? this.words.silent_paper : "");
        if (html !== null) this.show(html, "text" in given);
    }

    say(words) {
        this.box.querySelector("[data-paper-state]").textContent = words;
    }

    show(html, isText) {
        this.answer.innerHTML = html;
        const data = this.answer.querySelector("#outline-paper");
        const lines = data && JSON.parse(data.textContent);
        this.lines = lines && new PaperLines(this.box, this.editor, lines, isText);
        if (!this.lines) return this.answer.scrollIntoView({ block: "nearest" });
        this.count();
        const heading = this.answer.querySelector("[data-paper-heading]");
        heading.focus({ preventScroll: true });
        heading.scrollIntoView({ block: "start" });
    }

    tell(words) {
        this.count();
        const told = this.answer.querySelector("[data-paper-told]");
        told.textContent = "";
        window.setTimeout(() => (told.textContent = words), 50);
    }

    counted(name, count) {
        const form = { 0: "none", 1: "one" }[count] || "many";
        return (this.words[`${name}_${form}`] || "").replace("%s", count);
    }

    count() {
        const { rows, left } = this.lines;
        const find = (selector) => this.answer.querySelector(selector);
        const known = rows.filter((row) => this.editor.rowOf(row.id)).length;
        find("[data-paper-heading]").textContent = this.counted("lines", rows.length) + this.counted("left", left);
        const same = find("[data-paper-same]");
        same.textContent = this.counted("known", known);
        same.hidden = !known;
        find("[data-paper-do=append]").textContent = this.counted("add", rows.length);
        const replace = find("[data-paper-do=replace]");
        replace.textContent = this.words.replace;
        replace.hidden = !rows.length || !this.editor.rows.length;
    }

    /* « Annuler » takes it back, the texts to place and what was pasted too. */
    take(name) {
        const { rows, rest } = this.lines.result();
        const before = this.state();
        this.put(rest);
        this.text.value = "";
        this.keep();
        this.answer.replaceChildren();
        this.lines = null;
        this.box.open = false;
        this.root.dispatchEvent(new CustomEvent(`outline:${name}`, { detail: { rows } }));
        const now = this.editor.rows;
        if (now !== before.rows) {
            this.steps.set(before.rows, before);
            this.steps.set(now, this.state());
        } else if (rest) this.rest.focus();
        const told = this.restBox.querySelector("[data-rest-told]");
        told.textContent = "";
        if (rest) window.setTimeout(() => (told.textContent = this.words.kept), 50);
    }

    state() {
        return { rows: this.editor.rows, rest: this.rest.value, text: this.text.value };
    }

    put(rest) {
        if (!rest) return;
        this.write([this.rest.value.trimEnd(), rest].filter(Boolean).join("\n"));
    }

    write(value) {
        this.rest.value = value;
        if (value) this.restBox.hidden = false;
        ["input", "change"].forEach((name) =>
            this.rest.dispatchEvent(new Event(name, { bubbles: true }))
        );
    }

    /* Unless somebody wrote there meanwhile. */
    goBack({ left, now }) {
        const was = this.steps.get(left);
        const will = this.steps.get(now);
        if (!was || !will) return;
        if (this.rest.value === was.rest && was.rest !== will.rest) this.write(will.rest);
        if (this.text.value !== was.text) return;
        this.text.value = will.text;
        this.keep();
    }
}
