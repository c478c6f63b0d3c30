/* Nothing typed is lost. Trap: Wagtail takes what is in the form two seconds after the
   page came, and again at the end of each save, for what is saved; what was typed
   meanwhile would wait for the next keystroke. */
(function () {
    "use strict";

    function saveWhatWasTypedMeanwhile() {
        const form = document.getElementById("page-edit-form");
        let isTyped = false;
        const type = () => (isTyped = true);
        ["input", "change", "keyup"].forEach((name) => form.addEventListener(name, type));
        document.addEventListener("w-autosave:save", () => (isTyped = false));
        document.addEventListener("w-unsaved:watch-edits", () => {
            if (!isTyped) return;
            // After the controller has finished with this event: it resets the value.
            window.setTimeout(() => (form.dataset.wUnsavedForceValue = "true"), 0);
        });
    }

    if (document.getElementById("page-edit-form")) saveWhatWasTypedMeanwhile();
    else document.addEventListener("DOMContentLoaded", saveWhatWasTypedMeanwhile);
})();
