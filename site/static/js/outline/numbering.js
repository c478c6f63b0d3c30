/* The numbers of rows, as network/projects/outline/numbering.py gives them: a stated one
   wins, an automatic one goes on from the sibling before it. */

const UNCOUNTED = new Set(["question", "point"]);

export function bare(number) {
    return number.replace(/^[ \u00a0\u202f.():\-–—/°]+|[ \u00a0\u202f.():\-–—/°]+$/g, "");
}

function next(reached, key, base) {
    const { before, count } = reached.get(key) || { before: base ? `${base}.` : "", count: 0 };
    reached.set(key, { before, count: count + 1 });
    return `${before}${count + 1}`;
}

function state(reached, key, base, number) {
    const before = number.replace(/[0-9]+$/, "");
    const count = number.slice(before.length);
    if (count) reached.set(key, { before, count: Number(count) });
    else next(reached, key, base);
    return number;
}

export function numbersOf(rows) {
    const reached = new Map();
    const branch = [];
    return rows.map((row, place) => {
        while (branch.length && branch[branch.length - 1].level >= row.level) branch.pop();
        const { key, base } = branch[branch.length - 1] || { key: -1, base: "" };
        const stated = bare(row.number || "");
        let number = "";
        if (stated) number = state(reached, key, base, stated);
        else if (!UNCOUNTED.has(row.kind)) number = next(reached, key, base);
        branch.push({
            level: row.level,
            key: number ? place : key,
            base: number || base,
        });
        return row.number || number;
    });
}
