/* What was understood of a paper, line by line: to be corrected before it is a plan.
   An item is a row, or a text to place; the order is that of the paper. */
import { numbersOf } from "./numbering.js";
import { asRows, newRow } from "./rows.js";
import { endOf, kindAt } from "./tree.js";
import { View } from "./view.js";

export class PaperLines {
    constructor(box, editor, lines, isText) {
        this.editor = editor;
        this.list = box.querySelector("[data-paper-lines]");
        this.templates = {
            row: box.querySelector("[data-paper-row]"),
            rest: box.querySelector("[data-paper-rest]"),
        };
        const known = new Set();
        this.items = lines.map(({ row, said, rest }) =>
            row
                ? { row: asRows([row], editor.settings.deepest, known)[0], said }
                : { rest, choice: "keep" }
        );
        if (isText) this.guessKinds();
        this.render();
    }

    /* A level without any kind takes the one that it has in the plan. */
    guessKinds() {
        const named = new Set(this.rows.filter((row) => row.kind).map((row) => row.level));
        const { rows } = this.editor;
        this.items.forEach(({ row }) => {
            if (row && !named.has(row.level)) row.kind = kindAt(rows, rows.length, row.level);
        });
    }

    get rows() {
        return this.items.filter((item) => item.row).map((item) => item.row);
    }

    get left() {
        return this.items.filter((item) => !item.row).length;
    }

    itemOf(element) {
        const li = element.closest(".outline__row");
        return this.items.find((item) => item.element === li);
    }

    rowAbove(place) {
        return this.items.slice(0, place).reverse().find((item) => item.row);
    }

    render() {
        const rows = this.rows;
        const numbers = numbersOf(rows);
        let place = 0;
        this.items.forEach((item, at) => {
            if (!item.element) this.make(item);
            if (item.row) {
                const below = endOf(rows, place) - place - 1;
                item.view.show(item.row, numbers[place], below, this.editor.labels);
                place += 1;
            }
            const here = this.list.children[at];
            if (here !== item.element) this.list.insertBefore(item.element, here || null);
        });
        [...this.list.children].slice(this.items.length).forEach((left) => left.remove());
        View.grow(this.items.filter((item) => item.row).map((item) => item.view));
    }

    make(item) {
        if (item.row) {
            item.view = new View(this.templates.row, this.editor.settings);
            item.element = item.view.element;
            const said = item.element.querySelector("[data-said]");
            const { text, start_year, end_year, period, responsible } = item.row;
            const years = [start_year, end_year].filter(Boolean).join("–");
            said.textContent = [text, years, period, responsible].filter(Boolean).join("\n");
            said.hidden = !said.textContent;
            return;
        }
        item.element = this.templates.rest.content.firstElementChild.cloneNode(true);
        item.element.querySelector("[data-rest]").textContent = this.editor.words.quoted.replace("%s", () => item.rest);
        item.element.querySelector("[data-paper-choice]").value = item.choice;
    }

    /* Each gives what to say. */

    shift(element, by) {
        const { words, settings } = this.editor;
        const rows = this.rows;
        const item = this.itemOf(element);
        const place = rows.indexOf(item.row);
        const end = endOf(rows, place);
        if (by < 0 && !item.row.level) return words.top;
        if (by > 0 && (!place || rows[place - 1].level < item.row.level)) return words.alone;
        if (by > 0 && rows.slice(place, end).some((row) => row.level >= settings.deepest)) return words.deep;
        const moved = new Set(rows.slice(place, end));
        this.items.forEach((one) => {
            if (moved.has(one.row)) one.row = { ...one.row, level: one.row.level + by };
        });
        this.render();
        const said = words.level.replace("%2", item.row.level + 1);
        return said.replace("%1", () => this.editor.called(item.row));
    }

    set(element, name, value) {
        const item = this.itemOf(element);
        item.row = { ...item.row, [name]: value };
        item.isMended = true;
        this.render();
    }

    /* The rows of its level that have no kind yet. */
    alike(row) {
        return this.rows.filter((one) => one !== row && one.level === row.level && !one.kind);
    }

    offerKind(element, button) {
        const { row } = this.itemOf(element);
        const count = row.kind ? this.alike(row).length : 0;
        button.hidden = !count;
        if (count) element.closest(".outline__row").append(button);
        return count;
    }

    giveKind(button) {
        const { row, element } = this.itemOf(button);
        const alike = new Set(this.alike(row));
        this.items.forEach((item) => {
            if (alike.has(item.row)) item.row = { ...item.row, kind: row.kind };
        });
        button.hidden = true;
        this.render();
        element.querySelector("[data-field=kind]").focus();
        return this.editor.words.kind_given.replace("%s", alike.size);
    }

    choose(select) {
        const item = this.itemOf(select);
        const above = this.rowAbove(this.items.indexOf(item));
        if (select.value === "row") return this.makeRow(item, above);
        if (select.value === "above" && !above) {
            select.value = "keep";
            item.choice = "keep";
            return this.editor.words.nothing_above;
        }
        item.choice = select.value;
        return "";
    }

    makeRow(item, above) {
        const { level, kind } = above ? above.row : { level: 0, kind: "" };
        const title = item.rest.replace(/\s+/g, " ");
        this.replace(item, { row: newRow(level, kind, { title }), said: item.rest });
        return this.editor.words.made_row.replace("%s", level + 1);
    }

    /* What was corrected is kept, beside what was given. */
    leave(element) {
        const item = this.itemOf(element);
        const { title } = item.row;
        const isSaid = !item.isMended || item.said.includes(title);
        const rest = isSaid ? item.said : `${title}\n${item.said}`;
        this.replace(item, { rest, choice: "keep" });
        return this.editor.words.left.replace("%s", () => this.editor.called({ title }));
    }

    replace(item, other) {
        this.items[this.items.indexOf(item)] = other;
        item.element.remove();
        this.render();
        const control = other.row ? other.view.title : other.element.querySelector("select");
        control.focus();
    }

    /* The rows, with the texts that go with them; and what is still to be placed. */
    result() {
        const rows = [];
        const rest = [];
        this.items.forEach((item) => {
            const above = rows[rows.length - 1];
            if (item.row) rows.push({ ...item.row });
            else if (item.choice === "above" && above) {
                above.text = [above.text, item.rest].filter(Boolean).join("\n");
            } else rest.push(item.rest);
        });
        return { rows, rest: rest.join("\n") };
    }
}
