/* A new document that is sent before its first autosave, or during it: two would be made.
   Once it is sent nothing is saved by itself; a save under way is waited for, because its
   answer turns the form into that of the saved one. */
(function () {
    "use strict";

    const LONGEST = 10000; // ms: an answer that does not come keeps nobody
    let saving = null;
    let held = null;
    let isSent = false;

    // A fiche has a key instead: its server knows one form from another.
    const isNew = (form) => /\/pages\/add\//.test(form.action) && !form.elements.creation_key;

    function goOn() {
        saving = null;
        if (!held) return;
        const { form, submitter } = held;
        held = null;
        if (submitter && submitter.name) {
            const action = document.createElement("input");
            action.type = "hidden";
            action.name = submitter.name;
            action.value = submitter.value || "1";
            form.append(action);
        }
        form.requestSubmit();
    }

    // Capturing: before the form itself hears of it.
    window.addEventListener("w-autosave:save", (event) => {
        if (isSent) event.preventDefault();
        else saving = event.target;
    }, true);
    window.addEventListener("w-autosave:success", goOn);
    window.addEventListener("w-autosave:error", goOn);
    window.addEventListener("pageshow", () => (isSent = false));
    window.addEventListener("submit", (event) => {
        const form = event.target;
        if (!isNew(form)) return;
        if (form !== saving) {
            isSent = true;
            return;
        }
        event.preventDefault();
        event.stopPropagation();
        if (!held) setTimeout(goOn, LONGEST);
        held = held || { form, submitter: event.submitter };
    }, true);
})();
