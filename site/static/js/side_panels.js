/* On a phone a side panel covers the whole form: none is open on arrival, whatever
   was open the last time, and the way to the preview and back is said in words.
   Runs before Wagtail opens what it remembers; its words come with the script. */
(function () {
    "use strict";

    const words = document.currentScript.dataset;
    if (!window.matchMedia("(max-width: 50rem)").matches) return;

    function say(button, text) {
        if (!button) return;
        const said = document.createElement("span");
        said.textContent = text;
        button.setAttribute("aria-label", text);
        button.append(said);
    }

    try {
        window.localStorage.removeItem("wagtail:side-panel-open");
    } catch {
        // No storage: nothing is remembered.
    }
    document.addEventListener("DOMContentLoaded", () => {
        if (!document.querySelector("[data-edit-form]")) return;
        say(document.querySelector("[data-side-panel-toggle=preview]"), words.preview);
        say(document.querySelector("[data-form-side-close-button]"), words.back);
    });
})();
