/* A table that one pastes in a rich text: a row is a line, and its cells stand apart.
   The same rule as home/tables.py. Trap: Draftail takes the cells for one word. */
(function () {
    "use strict";

    const APART = " ; ";
    const INNER = "\ue000"; // between the parts of one cell, until they are joined

    function textOf(cell) {
        cell.querySelectorAll("style, script").forEach((element) => element.remove());
        cell.querySelectorAll("p, div, br").forEach((element) => element.after(" "));
        cell.querySelectorAll("li, td, th").forEach((element) => element.after(INNER));
        return cell.textContent
            .replace(/[ \t\r\n\f]+/g, " ") // not the spaces of numbers
            .replace(/^[ \ue000]+|[ \ue000]+$/g, "")
            .replace(/ ?(?:\ue000 ?)+/g, ", ");
    }

    function paragraph(text, isHeading) {
        const line = document.createElement("p");
        const place = isHeading ? line.appendChild(document.createElement("b")) : line;
        place.textContent = text;
        return line;
    }

    function linesOf(table) {
        const lines = table.caption ? [paragraph(textOf(table.caption), false)] : [];
        [...table.rows].forEach((row) => {
            const cells = [...row.cells];
            const texts = cells.map(textOf);
            if (!texts.some(Boolean)) return;
            const isHeading = cells.every((cell) => cell.tagName === "TH");
            lines.push(paragraph(texts.map((text) => text || "–").join(APART), isHeading));
        });
        return lines;
    }

    /* A table that only laid a text out. */
    function contentsOf(table) {
        return [...table.rows].flatMap((row) =>
            [...row.cells].map((cell) => {
                const block = document.createElement("div");
                block.append(...cell.childNodes);
                return block;
            })
        );
    }

    function rowsAsLines(html) {
        const page = new DOMParser().parseFromString(html, "text/html");
        for (let table; (table = page.querySelector("table")); ) {
            const isLayout = [...table.rows].every((row) => row.cells.length < 2);
            table.replaceWith(...(isLayout ? contentsOf(table) : linesOf(table)));
        }
        return page.body.innerHTML;
    }

    /* Before Draftail reads it: what it asks of the clipboard is answered here. */
    function answer(clipboard) {
        const getData = clipboard.getData.bind(clipboard);
        const html = getData("text/html");
        if (/<table/i.test(html)) {
            const lines = rowsAsLines(html);
            clipboard.getData = (kind) => (kind === "text/html" ? lines : getData(kind));
        } else if (!html && getData("text/plain").includes("\t")) {
            clipboard.getData = (kind) => getData(kind).replace(/\t+/g, APART);
        }
    }

    document.addEventListener(
        "paste",
        (event) => {
            const isRichText = event.target.closest && event.target.closest(".Draftail-Editor");
            if (isRichText && event.clipboardData) answer(event.clipboardData);
        },
        true
    );
})();
