/* One row on the screen: a copy of the template of the page, changed where its row did. */

const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");

export class View {
    constructor(template, settings) {
        this.settings = settings;
        this.element = template.content.firstElementChild.cloneNode(true);
        this.line = this.element.querySelector(".outline__line");
        this.number = this.element.querySelector("[data-number]");
        this.count = this.element.querySelector("[data-count]");
        this.kind = this.element.querySelector("[data-field=kind]");
        this.title = this.element.querySelector("[data-field=title]");
        this.opener = this.element.querySelector("[data-outline-do=open]");
        this.shown = {};
    }

    show(row, number, below, labels) {
        const { words } = this.settings;
        const was = this.shown;
        this.shown = { row, number, below, labels };
        if (was.row !== row) {
            this.element.dataset.id = row.id;
            this.element.dataset.level = Math.min(row.level, 6);
            if (this.title.value !== row.title) this.title.value = row.title;
            this.choose(row.kind);
        }
        if (was.number !== number) this.number.textContent = number;
        if (was.row !== row || was.number !== number) {
            const name = number || words.quoted.replace("%s", row.title);
            const group = words.group.replace("%1", name).replace("%2", row.level + 1);
            this.line.setAttribute("aria-label", group);
        }
        if (was.below !== below) {
            const words_ = below > 1 ? words.count_many : words.count_one;
            this.count.textContent = below ? words_.replace("%s", below) : "";
        }
        if (was.labels !== labels || was.row !== row) this.name(labels, row);
    }

    /* A kind that is none of ours came with the rows: it is shown, the server refuses it. */
    choose(kind) {
        if (![...this.kind.options].some((option) => option.value === kind)) {
            this.kind.append(new Option(kind, kind));
        }
        this.kind.value = kind;
    }

    name(labels, row) {
        [...this.kind.options].forEach((option) => {
            if (!option.value) return;
            const own = option.value === row.kind && row.label;
            const text = own || labels[option.value] || option.value;
            if (option.text !== text) option.text = text;
        });
    }

    /* Where a browser does not let a control grow: one reading of the page for all rows. */
    static grow(views) {
        if (GROWS_BY_ITSELF) return;
        views.forEach(({ title }) => (title.style.height = "auto"));
        const heights = views.map(({ title }) => title.scrollHeight);
        views.forEach(({ title }, place) => (title.style.height = `${heights[place]}px`));
    }
}
