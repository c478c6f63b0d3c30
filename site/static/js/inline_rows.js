/* A row that was removed can be put back; a block of a stream is asked about first.
   Wagtail hides the row and marks it: both are undone here. Its words come from the
   server, with the script. */
(function () {
    "use strict";

    const words = document.currentScript.dataset;

    function recount(row) {
        const rows = row.parentElement.id.replace(/^id_(.+)-FORMS$/, "$1");
        const panel = window.wagtail.editHandler?.getPanelByName(rows);
        if (panel && panel.updateControlStates) panel.updateControlStates();
    }

    function putBack(row, mark, notice) {
        window.jQuery(row).stop(true, true).show().removeClass("deleted");
        mark.value = "";
        mark.dispatchEvent(new Event("change", { bubbles: true }));
        notice.remove();
        recount(row);
        const control = row.querySelector("input:not([type=hidden]), textarea, select");
        if (control) control.focus();
    }

    function offerToPutBack(row, mark) {
        const heading = row.querySelector("[data-panel-heading-text]") || row;
        const notice = document.createElement("p");
        const button = document.createElement("button");
        notice.className = "removed-row";
        notice.setAttribute("role", "status");
        notice.append(words.removed.replace("%s", heading.textContent.trim()), " ", button);
        button.type = "button";
        button.className = "button button-small button-secondary";
        button.textContent = words.putBack;
        button.addEventListener("click", () => putBack(row, mark, notice));
        // Not among the rows: Wagtail counts what stands there.
        row.parentElement.after(notice);
        button.focus();
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button[id$=-DELETE-button]");
        const row = button && button.closest("[data-inline-panel-child]");
        const mark = row && document.getElementById(button.id.replace(/-button$/, ""));
        if (mark && row.classList.contains("deleted")) offerToPutBack(row, mark);
    });

    document.addEventListener(
        "click",
        (event) => {
            const button = event.target.closest("[data-streamfield-action=DELETE]");
            if (!button || window.confirm(words.remove)) return;
            event.stopImmediatePropagation();
            event.preventDefault();
        },
        true
    );
})();
