/* Rows as the hidden field holds them: network/projects/outline/rows.py. */

const BLANK = {
    kind: "",
    label: "",
    number: "",
    title: "",
    text: "",
    start_year: null,
    end_year: null,
    period: "",
    responsible: "",
    continues: "",
    source: "",
    links: [],
};
const KEY = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/* Not crypto.randomUUID: a page without HTTPS has none. */
function newKey() {
    const random = (digit) =>
        (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16);
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => random(Number(digit)));
}

export function newRow(level, kind, values = {}) {
    return { id: newKey(), level, ...BLANK, kind, ...values };
}

/* Whatever came, as rows that can be shown; null if it is no list. What no row can hold
   is mended where it can be, so that the next save is one. */
export function rowsOf(text, deepest) {
    let data;
    try {
        data = JSON.parse(text || "[]");
    } catch {
        return null;
    }
    return Array.isArray(data) ? asRows(data, deepest) : null;
}

export function asRows(data, deepest, known = new Set()) {
    return data.map((item) => {
        const given = item && typeof item === "object" ? item : { title: String(item) };
        const row = { ...newRow(0, ""), ...given };
        const key = String(given.id || "").toLowerCase();
        row.id = KEY.test(key) && !known.has(key) ? key : newKey();
        known.add(row.id);
        row.level = Math.min(Math.max(Math.trunc(Number(row.level)) || 0, 0), deepest);
        row.links = Array.isArray(row.links) ? row.links : [];
        ["kind", "label", "number", "title", "text", "period", "responsible"].forEach((name) => {
            row[name] = String(row[name] ?? "");
        });
        return row;
    });
}
