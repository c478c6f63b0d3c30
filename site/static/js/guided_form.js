/* The guided form: links from the list of missing points to their fields, counters
   that warn and never block, a form that cannot be typed in while it is read. */
(function () {
    "use strict";

    const CONTROLS =
        "input:not([type=hidden]):not([disabled]), textarea, select, [contenteditable=true]";

    function find(anchor) {
        const section = anchor.match(/^story-\d+-value-(\w+)$/);
        if (!section) return document.getElementById(anchor);
        return document.querySelector(
            `[data-contentpath="story"] [data-contentpath="${section[1]}"]`
        );
    }

    function openPanelsAround(element) {
        for (
            let panel = element.closest("[data-panel]");
            panel;
            panel = panel.parentElement.closest("[data-panel]")
        ) {
            const toggle = panel.querySelector(":scope > .w-panel__header [data-panel-toggle]");
            if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
        }
    }

    function closeSidePanel() {
        const covering = document.querySelector("[data-side-panel-toggle][aria-expanded=true]");
        if (covering && window.innerWidth < 800) covering.click();
    }

    function goTo(anchor) {
        const target = find(anchor);
        if (!target) return false;
        closeSidePanel();
        openPanelsAround(target);
        const panel = target.closest("[data-panel]") || target;
        const control = target.matches(CONTROLS) ? target : target.querySelector(CONTROLS);
        // A list of rows that is still empty has a button to add the first one.
        const add = document.getElementById(anchor.replace(/-FORMS$/, "-ADD"));
        const focused = control || add || target.querySelector("button");
        const seen = target.closest("[data-contentpath], .w-panel__wrapper") || panel;
        (target.matches("div[id$=-FORMS], div[id=id_audiences]") ? panel : seen).scrollIntoView({
            behavior: "instant",
        });
        if (focused) focused.focus({ preventScroll: true });
        return true;
    }

    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-go-to]");
        if (link && goTo(link.dataset.goTo)) event.preventDefault();
        // A row that comes on demand has its help to set too.
        if (event.target.closest("button[id$=-ADD]")) window.setTimeout(typesetHelp, 0);
    });

    /* Counters */

    function read(id) {
        const data = document.getElementById(id);
        return data ? JSON.parse(data.textContent) : null;
    }

    function limitOf(control, limits) {
        const row = (control.name || "").match(/^(\w+)-\d+-text$/);
        if (row) return limits.rows[row[1]];
        if (control.closest('[data-contentpath="story"]')) {
            const block = control.closest("[data-contentpath]");
            return limits.story[block.dataset.contentpath];
        }
        return limits.plain[control.name];
    }

    /* As the server counts what it stores: home/signs.py. */
    function signsOf(control) {
        if (!control.isContentEditable) return [...control.value.trim()].length;
        const paragraphs = control.querySelectorAll("[data-block=true]").length;
        return [...control.textContent].length + Math.max(paragraphs - 1, 0);
    }

    function counterOf(control) {
        const field = control.closest("[data-field]");
        if (!field) return null;
        let counter = field.querySelector(":scope > .counter");
        if (!counter) {
            counter = document.createElement("p");
            counter.className = "counter";
            field.append(counter);
        }
        return counter;
    }

    function count(control, settings) {
        const limit = limitOf(control, settings.limits);
        const counter = limit && counterOf(control);
        if (!counter) return;
        const left = limit - signsOf(control);
        const words = settings.words;
        const forms = left < 0 ? words.over : words.left;
        const number = Math.abs(left);
        counter.textContent = forms[number > 1 ? "many" : "one"].replace("%s", number);
        counter.classList.toggle("counter--over", left < 0);
        // Silent while all is well: a screen reader hears it once the limit is passed.
        counter.setAttribute("aria-live", left < 0 ? "polite" : "off");
    }

    function startCounters() {
        const settings = read("guided-counters");
        if (!settings) return;
        const countIt = (control) => count(control, settings);
        const countTarget = (event) => {
            const control = event.target.closest && event.target.closest(CONTROLS);
            // The rich text editor redraws its text after the event.
            if (control) window.setTimeout(countIt, 0, control);
        };
        document.addEventListener("input", countTarget);
        document.addEventListener("keyup", countTarget);
        document.addEventListener("focusin", countTarget);
        document.querySelectorAll("#page-edit-form textarea, #page-edit-form input, #page-edit-form [contenteditable=true]").forEach(countIt);
    }

    /* Wagtail's rich text has no accessible name: its label and help are beside it. */

    function nameRichTexts() {
        document.querySelectorAll("#page-edit-form [role=textbox]").forEach((area, number) => {
            const block = area.closest("[data-contentpath]");
            const label = block && block.querySelector(":scope > label");
            const help = block && block.querySelector("[data-field-help]");
            if (!label) return;
            label.id = label.id || `rich-text-label-${number}`;
            area.setAttribute("aria-labelledby", label.id);
            if (help) area.setAttribute("aria-describedby", help.id);
        });
    }

    /* What the committee asks of a section of the story, above this section: the
       server cannot write inside a block that the editor builds. */

    function placeRemarks() {
        document.querySelectorAll("[data-remark-for^=story-]").forEach((remark) => {
            const section = find(remark.dataset.remarkFor);
            if (section) section.prepend(remark);
        });
    }

    /* While the committee reads, the form is to be read, not filled. */

    function freeze() {
        if (!document.body.classList.contains("content-locked")) return;
        const panels = document.querySelectorAll("#page-edit-form .w-panel__content");
        panels.forEach((panel) => {
            panel
                .querySelectorAll("input, textarea, select, button:not([data-panel-toggle])")
                .forEach((control) => (control.disabled = true));
            panel
                .querySelectorAll("[contenteditable=true]")
                .forEach((control) => control.setAttribute("contenteditable", "false"));
        });
    }

    /* French spaces in what the editor renders by itself: home/typography.py's rules. */

    function typeset(root) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode;
            const text = node.data
                .replace(/ ([?!;»])/g, "\u202f$1")
                .replace(/« /g, "«\u202f")
                .replace(/ :/g, "\u00a0:");
            if (text !== node.data) node.data = text;
        }
    }

    function typesetHelp() {
        const words = ".help, .help-block, label, .w-panel__heading, .error-message";
        document.querySelectorAll(words).forEach(typeset);
    }

    window.addEventListener("load", () => {
        typesetHelp();
        nameRichTexts();
        placeRemarks();
        startCounters();
        freeze();
        if (location.hash.length > 1) goTo(decodeURIComponent(location.hash.slice(1)));
    });
})();
