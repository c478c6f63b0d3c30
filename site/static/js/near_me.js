/* « Autour de moi »: the browser's position, asked for by a click and never before,
   rounded to a kilometre before it leaves, kept nowhere. The form works without. */
(function () {
    "use strict";
    const DIGITS = 2; // of a degree: about a kilometre

    document.querySelectorAll(".locate").forEach((place) => {
        if (!navigator.geolocation) return;
        const button = place.querySelector("button");
        const told = place.querySelector("[role=status]");
        const form = place.closest("form");

        function found(position) {
            const { latitude, longitude } = position.coords;
            form.elements.pres.value =
                latitude.toFixed(DIGITS) + "," + longitude.toFixed(DIGITS);
            form.submit();
        }

        function refused() {
            told.textContent = place.dataset.refused;
            button.disabled = false;
            form.elements.pres.focus();
        }

        button.addEventListener("click", () => {
            told.textContent = place.dataset.waiting;
            button.disabled = true;
            navigator.geolocation.getCurrentPosition(found, refused, {
                maximumAge: 600000,
                timeout: 15000,
            });
        });
        place.hidden = false;
    });
})();
