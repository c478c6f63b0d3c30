/* What one does in the editor of an outline, by button, key or finger. */
import { withActions } from "./editor.js";
import * as tree from "./tree.js";

const BY_KEY = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
const REFUSALS = { up: "first", down: "last", out: "top" };

withActions({
    click(event) {
        const button = event.target.closest("button");
        if (!button) return;
        const { outlineDo, outlineGo, outlineName } = button.dataset;
        if (outlineName) return this.details.name(button);
        if (outlineGo && this.placeOf(outlineGo) >= 0) return this.focus(outlineGo);
        if (outlineDo) this.do(outlineDo, this.placeOf(button.closest(".outline__row")?.dataset.id));
    },

    do(name, place) {
        if (name in this.verbs) return this.verbs[name].call(this, place);
        if (["up", "down", "out", "in"].includes(name)) return this.move(name, place);
        this.details.do(name);
    },

    verbs: {
        undo() {
            this.goBack("undo", "undone", "nothing_undone");
        },
        redo() {
            this.goBack("redo", "redone", "nothing_redone");
        },
        renumber() {
            const isStated = this.rows.some((row) => row.number);
            if (!isStated) return this.say(this.words.automatic);
            const rows = this.rows.map((row) => (row.number ? { ...row, number: "" } : row));
            this.take(rows, { say: this.words.renumbered });
        },
        add() {
            this.add(this.rows.length, 0);
        },
        below(place) {
            this.add(tree.endOf(this.rows, place), this.rows[place].level, this.rows[place].kind);
        },
        inside(place) {
            const level = this.rows[place].level + 1;
            if (level > this.settings.deepest) return this.say(this.words.deep);
            this.add(tree.endOf(this.rows, place), level);
        },
        delete(place) {
            const say = this.words.deleted.replace("%s", this.withBranch(place));
            this.take(tree.without(this.rows, place), { say });
            const next = this.rows[Math.min(place, this.rows.length - 1)];
            if (next) this.focus(next.id);
            else this.root.querySelector("[data-outline-do=add]").focus();
        },
        open(place) {
            this.details.toggle(this.rows[place].id);
        },
    },

    move(name, place) {
        const row = this.rows[place];
        const moved =
            name === "in"
                ? tree.into(this.rows, place, this.settings.deepest)
                : tree[name](this.rows, place);
        if (!moved) return this.say(this.words[this.why(name, place)]);
        const who = this.withBranch(place);
        const isUntitled = !row.title && tree.endOf(this.rows, place) === place + 1;
        this.take(isUntitled ? this.likeItsLevel(moved, row.id) : moved);
        this.say(this.whereItWent(name, who, this.placeOf(row.id)));
        this.viewOf(row.id).element.scrollIntoView({ block: "nearest" });
    },

    why(name, place) {
        if (name !== "in") return REFUSALS[name];
        const above = this.rows[place - 1];
        return above && above.level >= this.rows[place].level ? "deep" : "alone";
    },

    /* A row that is still empty takes the kind of its new level. */
    likeItsLevel(rows, id) {
        const place = rows.findIndex((row) => row.id === id);
        const kind = tree.kindAt(rows, place, rows[place].level);
        const known = rows.some((row) => row.id !== id && row.level === rows[place].level);
        return known ? rows.map((row) => (row.id === id ? { ...row, kind } : row)) : rows;
    },

    whereItWent(name, who, place) {
        const { level } = this.rows[place];
        if (name === "out") {
            return this.words.moved_out.replace("%1", who).replace("%2", level + 1);
        }
        if (name === "in") {
            const parent = this.called(this.rows[tree.parentOf(this.rows, place)]);
            const words = this.words.moved_in.replace("%1", who).replace("%2", parent);
            return words.replace("%3", level + 1);
        }
        const next = this.rows[tree.endOf(this.rows, place)];
        if (!next) return this.words.moved_last.replace("%s", who);
        return this.words.moved.replace("%1", who).replace("%2", this.called(next));
    },

    goBack(way, done, nothing) {
        const before = new Set(this.rows);
        const known = new Set(this.views.keys());
        const left = this.rows;
        if (!this.history[way]()) return this.say(this.words[nothing]);
        const back = this.rows.find((row) => !known.has(row.id));
        const changed = this.rows.find((row) => !before.has(row));
        this.show(this.words[done]);
        const detail = { left, now: this.rows };
        this.root.dispatchEvent(new CustomEvent("outline:back", { detail }));
        if (back) return this.focus(back.id);
        if (this.root.contains(document.activeElement)) return;
        if (changed) this.focus(changed.id);
        else this.root.querySelector(`[data-outline-do=${way}]`).focus();
    },

    type(event) {
        const control = event.target;
        if (control === this.input) return;
        if (control.closest("[data-outline-word]")) {
            this.readLabels();
            return this.render();
        }
        const id = control.closest(".outline__row")?.dataset.id;
        if (!id) return;
        if (control.closest("[data-outline-details]")) return this.details.type(event);
        const name = control.dataset.field;
        const value = control.value.replace(/\s*[\r\n]+\s*/g, " ");
        if (value !== control.value) control.value = value;
        if (name && this.rowOf(id)[name] !== value) this.set(id, { [name]: value }, name);
    },

    press(event) {
        const { key, target } = event;
        if (event.isComposing) return;
        // Texts that have their own « annuler », the browser's.
        if (target.closest("[data-outline-paper], [data-outline-rest]")) return;
        if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") {
            event.preventDefault();
            return this.do(event.shiftKey ? "redo" : "undo");
        }
        const place = this.placeOf(target.closest(".outline__row")?.dataset.id);
        if (target.closest("[data-outline-details]")) return this.details.press(event);
        if (place < 0) return;
        if (event.altKey && key in BY_KEY) {
            event.preventDefault();
            return this.move(BY_KEY[key], place);
        }
        if (target.dataset.field === "title") this.pressInTitle(event, place);
        else if (key === "Enter" && target.dataset.field) event.preventDefault();
    },

    pressInTitle(event, place) {
        const { key, target } = event;
        const at = target.selectionStart === target.selectionEnd ? target.selectionStart : -1;
        if (key === "Enter") {
            event.preventDefault();
            this.do("below", place);
        } else if (key === "Backspace" && !target.value) {
            event.preventDefault();
            this.deleteEmpty(place);
        } else if (key === "ArrowUp" && at === 0 && place > 0) {
            event.preventDefault();
            this.focus(this.rows[place - 1].id);
        } else if (key === "ArrowDown" && at === target.value.length && this.rows[place + 1]) {
            event.preventDefault();
            this.focus(this.rows[place + 1].id);
        }
    },

    deleteEmpty(place) {
        const row = this.rows[place];
        const holds = ["text", "period", "responsible", "number", "continues", "source"];
        const isBare = !holds.some((name) => row[name]) && !row.links.length;
        if (!isBare || tree.endOf(this.rows, place) > place + 1) {
            return this.say(this.words.not_empty);
        }
        const above = this.rows[place - 1];
        this.do("delete", place);
        if (above) this.focus(above.id);
    },
});
