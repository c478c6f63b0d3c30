/* The session of who opened this page: it ends, its token changes, somebody else logs in.
   Nothing leaves the page before the server said whose session the browser has now; it
   gives a fresh token to the same account only. The other half: home/sessions.py. */
(function () {
    "use strict";

    const page = document.currentScript.dataset;
    const LIVE = "live";
    const PATIENCE = 15000; // milliseconds
    const silent = `<div class="session-told"><p>${page.silent}</p></div>`;
    let state = LIVE;
    let answer = null; // on its way
    let waits = false; // something could not be saved by itself
    let tries = 0;
    let next = 0;

    const askIfSeen = () => document.visibilityState === "visible" && ask();

    function ask() {
        if (answer) return answer;
        answer = fetch(page.sessionUrl, {
            headers: { Accept: "application/json" },
            signal: AbortSignal.timeout && AbortSignal.timeout(PATIENCE),
        })
            .then((response) => response.json())
            .catch(() => ({ state: "silent", html: silent }))
            .then((told) => {
                answer = null;
                take(told);
                return told;
            });
        return answer;
    }

    function take(told) {
        const was = state;
        state = told.state;
        if (state !== LIVE) {
            say(told.html);
            window.clearTimeout(next);
            next = window.setTimeout(askIfSeen, PATIENCE);
            return;
        }
        renewToken(told.token);
        if (was !== LIVE) sayShortly(told.html);
        goOn(was !== LIVE);
    }

    function renewToken(token) {
        document
            .querySelectorAll("[name=csrfmiddlewaretoken]")
            .forEach((field) => (field.value = token));
        window.wagtailConfig.CSRF_TOKEN = token;
    }

    /* What was typed meanwhile is saved now. Trap: an error that is not the session's
       would come back for ever. */
    function goOn(isBack) {
        if (isBack) tries = 0;
        const form = document.querySelector('[data-controller~="w-autosave"][data-edit-form]');
        if (form && waits && tries < 3) {
            tries += 1;
            waits = false;
            form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true }));
        }
        if (!isBack) return;
        document
            .querySelectorAll('[data-controller~="w-preview"]')
            .forEach((preview) => (preview.dataset.wPreviewStaleValue = "true"));
    }

    /* The sentence, above everything until it is closed, and again when one sends. */

    const notice = document.createElement("div");
    const words = document.createElement("div");
    const close = document.createElement("button");
    notice.className = "session-notice";
    notice.setAttribute("role", "alert");
    notice.tabIndex = -1;
    notice.hidden = true;
    close.type = "button";
    close.className = "button button-secondary";
    close.textContent = page.close;
    close.addEventListener("click", () => (notice.hidden = true));
    notice.append(words, close);
    document.body.append(notice);
    let said = "";

    function say(html) {
        if (html === said) return;
        words.innerHTML = said = html;
        notice.hidden = false;
    }

    function sayShortly(html) {
        say(html);
        window.setTimeout(() => state === LIVE && (notice.hidden = true), PATIENCE / 2);
    }

    function sayAgain() {
        notice.hidden = false;
        notice.focus();
    }

    /* Buttons that send: asked first, pressed again once the session lives. Trap: the
       button of Wagtail's dialog about a newer version presses another one itself. */

    let passes = false;
    const held = new WeakSet();

    function sends(button) {
        if (!button) return false;
        if (button.dataset.wDialogTarget === "confirm") return true;
        const method = button.form && button.form.getAttribute("method");
        return button.type === "submit" && (method || "").toLowerCase() === "post";
    }

    window.addEventListener(
        "click",
        (event) => {
            const button = event.target.closest && event.target.closest("button, input");
            if (passes || !sends(button)) return;
            event.preventDefault();
            event.stopImmediatePropagation();
            if (held.has(button)) return;
            held.add(button);
            ask().then((told) => {
                held.delete(button);
                if (told.state !== LIVE) return sayAgain();
                passes = true;
                button.click();
                passes = false;
            });
        },
        true
    );

    /* What Wagtail asks by itself. An answer to a script says `is_session`. */

    const isOfSession = (told) => Boolean(told && told.is_session);

    document.addEventListener("w-autosave:error", ({ detail }) => {
        if (!isOfSession(detail.response)) return;
        waits = true;
        ask();
    });
    document.addEventListener("w-autosave:success", () => {
        waits = false;
        tries = 0;
    });
    document.addEventListener("w-swap:error", ({ detail }) => {
        if (detail.error && detail.error.status === 403) ask();
    });
    document.addEventListener("w-preview:json", ({ detail }) => {
        if (isOfSession(detail.data)) ask();
    });
    window.jQuery(document).on("ajaxError", (event, { status }) => {
        if (status === 403) ask();
    });

    /* A chooser that was refused shows the sentence; its button can be pressed again. */

    const open = window.ModalWorkflow;
    window.ModalWorkflow = (options) => {
        const told = { url: page.sessionUrl, urlParams: {} };
        const modal = open({
            ...options,
            ...(state === LIVE ? {} : told),
            onError: (...given) =>
                ask().then((now) => {
                    const lives = now.state === LIVE;
                    if (lives && options.onError) return options.onError(...given);
                    const isEmpty = !window.jQuery(modal.body).children().length;
                    if (isEmpty) modal.loadBody({ html: lives ? silent : now.html });
                }),
        });
        return modal;
    };

    /* Back from the other tab, or out of the cache of the browser */

    window.addEventListener("focus", askIfSeen);
    document.addEventListener("visibilitychange", askIfSeen);
    window.addEventListener("pageshow", (event) => event.persisted && ask());
})();
