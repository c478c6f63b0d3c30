/* A file too heavy is told before it leaves, where a proxy would answer in English:
   of a field that says its bound (home/forms.py). Listens to the document, because
   the chooser's form comes later. */
(function () {
    "use strict";

    function told(field) {
        const id = `${field.id}-too-heavy`;
        let place = document.getElementById(id);
        if (!place) {
            place = document.createElement("p");
            place.id = id;
            place.className = "error-message";
            place.setAttribute("role", "alert");
            field.after(place);
        }
        return place;
    }

    document.addEventListener(
        "change",
        (event) => {
            const field = event.target;
            if (!field.matches?.("input[type=file][data-heaviest]")) return;
            const isTooHeavy = [...field.files].some(
                (file) => file.size > Number(field.dataset.heaviest)
            );
            told(field).textContent = isTooHeavy ? field.dataset.tooHeavy : "";
            // Emptied: nothing can send it, and the form says that a file is missing.
            if (isTooHeavy) field.value = "";
        },
        true
    );

    // « Add several » would refuse by its name what the server knows by its content:
    // before its own script, which reads the bound when the document is ready.
    document.addEventListener(
        "DOMContentLoaded",
        () => {
            const several = document.getElementById("fileupload");
            if (several) several.removeAttribute("data-accept-file-types");
        },
        true
    );
})();
