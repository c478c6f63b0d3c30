/* Moves of a branch in a list of rows with a level. Each gives the new list, or null
   where there is nowhere to go; rows are never changed in place, so that a former list
   can come back. */

export function endOf(rows, start) {
    let end = start + 1;
    while (end < rows.length && rows[end].level > rows[start].level) end += 1;
    return end;
}

export function parentOf(rows, place) {
    let above = place - 1;
    while (above >= 0 && rows[above].level >= rows[place].level) above -= 1;
    return above;
}

/* The nearest row above at its level or higher: a sibling, or its parent. */
function neighbourAbove(rows, place) {
    let above = place - 1;
    while (above >= 0 && rows[above].level > rows[place].level) above -= 1;
    return above;
}

function placed(rows, start, end, before, change = 0) {
    const branch = rows
        .slice(start, end)
        .map((row) => (change ? { ...row, level: row.level + change } : row));
    const left = [...rows.slice(0, start), ...rows.slice(end)];
    const at = before > start ? before - branch.length : before;
    return [...left.slice(0, at), ...branch, ...left.slice(at)];
}

export function up(rows, place) {
    const above = neighbourAbove(rows, place);
    if (above < 0) return null;
    const isSibling = rows[above].level === rows[place].level;
    // The first of its siblings goes to the end of the branch before its parent's.
    const fits = above > 0 && rows[above - 1].level >= rows[place].level - 1;
    return isSibling || fits ? placed(rows, place, endOf(rows, place), above) : null;
}

export function down(rows, place) {
    const end = endOf(rows, place);
    if (end === rows.length) return null;
    const isSibling = rows[end].level === rows[place].level;
    if (!isSibling && rows[end].level < rows[place].level - 1) return null;
    return placed(rows, place, end, isSibling ? endOf(rows, end) : end + 1);
}

/* After its parent's branch: the siblings that it had below stay where they are. */
export function out(rows, place) {
    if (rows[place].level === 0) return null;
    const parent = parentOf(rows, place);
    const isBelow = parent >= 0 && rows[parent].level === rows[place].level - 1;
    const before = endOf(rows, isBelow ? parent : place);
    return placed(rows, place, endOf(rows, place), before, -1);
}

export function into(rows, place, deepest) {
    const above = neighbourAbove(rows, place);
    if (above < 0 || rows[above].level !== rows[place].level) return null;
    const end = endOf(rows, place);
    const low = Math.max(...rows.slice(place, end).map((row) => row.level));
    return low < deepest ? placed(rows, place, end, place, 1) : null;
}

export function without(rows, place) {
    return [...rows.slice(0, place), ...rows.slice(endOf(rows, place))];
}

export function withRow(rows, at, row) {
    return [...rows.slice(0, at), row, ...rows.slice(at)];
}

/* The kind that rows have at this place: of the sibling above, else of that level. */
export function kindAt(rows, at, level) {
    for (let above = at - 1; above >= 0 && rows[above].level >= level; above -= 1) {
        if (rows[above].level === level) return rows[above].kind || "";
    }
    const same = rows.find((row) => row.level === level);
    return same ? same.kind || "" : "";
}
