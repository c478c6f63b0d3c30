/* A search field above a long list of boxes (home/widgets.py). */
(function () {
    "use strict";

    // "Écluses" is found by "ecl": letters without their accents.
    function bare(text) {
        return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    }

    function addSearch(list, number) {
        const choices = [...list.querySelectorAll("label")].map((label) => ({
            row: label.parentElement,
            box: label.querySelector("input"),
            words: bare(label.textContent),
        }));
        const label = document.createElement("label");
        const field = document.createElement("input");
        field.type = "search";
        field.id = `long-choices-${number}`;
        field.autocomplete = "off";
        label.htmlFor = field.id;
        label.textContent = list.dataset.searchLabel;
        const show = () => {
            const wanted = bare(field.value).split(/\s+/);
            choices.forEach(({ row, box, words }) => {
                row.hidden = !box.checked && !wanted.every((word) => words.includes(word));
            });
        };
        // What is typed here is no part of the fiche: Wagtail must not save it.
        ["input", "change", "keyup"].forEach((name) =>
            field.addEventListener(name, (event) => event.stopPropagation())
        );
        field.addEventListener("input", show);
        field.addEventListener("keydown", (event) => {
            if (event.key === "Enter") event.preventDefault();
        });
        list.before(label, field);
    }

    window.addEventListener("load", () => {
        document.querySelectorAll(".long-choices").forEach(addSearch);
    });
})();
