// "Next" and "previous" go on from where the reader is; without script they lead to the first and the last change.
const changes = [...document.querySelectorAll("section[data-change]")];

document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (!step) return;
    const here = changes.indexOf(document.activeElement.closest("section[data-change]"));
    const forward = step.dataset.step === "1";
    const next = here < 0 ? (forward ? 0 : changes.length - 1) : here + (forward ? 1 : -1);
    const target = changes[(next + changes.length) % changes.length];
    event.preventDefault();
    target.focus({ preventScroll: true });
    target.scrollIntoView();
});
