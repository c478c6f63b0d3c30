/* What an autosave could not take: a sentence beside its field and a list at the top,
   until it is mended. The words stay in the form; leaving the page asks first.
   An autosave that was refused whole says why in words: the core shows an icon. */
(function () {
    "use strict";

    let wrong = [];
    let isSending = false;

    function controlOf(form, name) {
        const found = form.elements.namedItem(name);
        return found instanceof RadioNodeList ? found[0] : found;
    }

    function line(className, text) {
        const paragraph = document.createElement("p");
        paragraph.className = className;
        paragraph.textContent = text;
        return paragraph;
    }

    function tellBeside(control, message) {
        const field = control && control.closest("[data-field]");
        if (!field || field.textContent.includes(message)) return;
        const place = field.querySelector("[data-field-errors]") || field;
        place.append(line("error-message not-saved", message));
    }

    function linkTo(one) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `#${one.anchor}`;
        link.dataset.goTo = one.anchor;
        link.textContent = one.label;
        item.append(link, `\u00a0: ${one.message}`);
        return item;
    }

    /* A click that was refused has said it already, above the form. */
    function isSaid(one) {
        return [...document.querySelectorAll(".messages a[data-go-to]")].some(
            (link) => link.dataset.goTo === one.anchor
        );
    }

    function tellAtTheTop(sentence) {
        const top = document.getElementById("progress-top");
        const values = wrong.filter((one) => !isSaid(one));
        if (!top || !values.length) return;
        const list = document.createElement("ul");
        list.className = "missing";
        list.append(...values.map(linkTo));
        const told = document.createElement("div");
        told.className = "notice notice--warning not-saved";
        told.append(line("notice__title", sentence), list);
        top.before(told);
    }

    /* Heard by screen readers when it changes, not at each autosave. */
    function announce(sentence) {
        let status = document.getElementById("not-saved-status");
        if (!status) {
            status = line("w-sr-only", "");
            status.id = "not-saved-status";
            status.setAttribute("role", "status");
            document.getElementById("page-edit-form").append(status);
        }
        const text = [sentence, ...wrong.map((one) => `${one.label}\u00a0: ${one.message}`)];
        const said = wrong.length ? text.join(" ") : "";
        if (status.textContent !== said) status.textContent = said;
    }

    function tell(told) {
        const form = document.getElementById("page-edit-form");
        wrong = told ? told.values : [];
        document.querySelectorAll(".not-saved").forEach((element) => element.remove());
        wrong.forEach((one) => tellBeside(controlOf(form, one.name), one.message));
        tellAtTheTop(told && told.sentence);
        announce(told && told.sentence);
    }

    function tellRefusal(told) {
        const top = document.getElementById("progress-top");
        if (!top || !told || told.is_session || !told.error_message) return;
        if (document.querySelector(".refused")?.textContent === told.error_message) return;
        document.querySelectorAll(".refused").forEach((element) => element.remove());
        const notice = line("notice notice--warning not-saved refused", told.error_message);
        notice.setAttribute("role", "alert");
        top.before(notice);
        notice.scrollIntoView({ block: "center" });
    }

    document.addEventListener("w-autosave:error", (event) => tellRefusal(event.detail.response));
    document.addEventListener("w-autosave:success", (event) => tell(event.detail.data.not_saved));
    document.addEventListener("submit", (event) => {
        if (event.target.id === "page-edit-form") isSending = true;
    });
    window.addEventListener("beforeunload", (event) => {
        if (wrong.length && !isSending) event.preventDefault();
    });
})();
