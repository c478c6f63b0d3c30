/* Communes that begin as typed, offered below a field (network/directory/fields.py). */
(function () {
    "use strict";

    const WAIT = 150; // milliseconds since the last key
    const SHORTEST = 2;

    function offer(field, number) {
        const list = document.createElement("datalist");
        list.id = `communes-${number}`;
        field.after(list);
        field.setAttribute("list", list.id);
        let timer = 0;
        let asked = "";

        async function ask() {
            const typed = field.value.trim();
            const isChosen = [...list.options].some((option) => option.value === typed);
            if (typed.length < SHORTEST || typed === asked || isChosen) return;
            asked = typed;
            try {
                const query = new URLSearchParams({ q: typed });
                const answer = await fetch(`${field.dataset.communes}?${query}`);
                const { communes } = await answer.json();
                if (asked !== typed) return;
                list.replaceChildren(
                    ...communes.map(({ value, label }) => {
                        const option = document.createElement("option");
                        option.value = value;
                        if (label !== value) option.label = label;
                        return option;
                    })
                );
            } catch {
                asked = ""; // the server asks at the next save
            }
        }

        field.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(ask, WAIT);
        });
    }

    window.addEventListener("load", () => {
        document.querySelectorAll("input[data-communes]").forEach(offer);
    });
})();
