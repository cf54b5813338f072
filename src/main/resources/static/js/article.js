// Shows a citation's reference beside it. Without this module the citation leads to the list of references.
const card = document.createElement("div");
card.className = "cited";
card.id = "cited";
card.popover = "manual";
card.setAttribute("role", "group");

let shown = null; // the citation whose reference is shown
let held = false; // by a click: stays until it is sent away
let timer = 0;

const later = (step, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(step, milliseconds);
};

function fill(citation) {
    const reference = document.querySelector(citation.hash);
    const copy = reference.querySelector("div").cloneNode(true);
    copy.querySelectorAll(".back").forEach((back) => back.remove());
    const all = document.createElement("a");
    all.href = citation.hash;
    all.textContent = document.querySelector("#references").textContent;
    all.addEventListener("click", hide);
    copy.querySelector(".links").append(all);
    card.setAttribute("aria-label", reference.querySelector(".number").textContent);
    card.replaceChildren(...copy.childNodes);
}

// Below its citation, above where there is no room below; never beyond the edge of the window.
function place(citation) {
    const mark = citation.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const below = mark.bottom + 8;
    const fits = below + size.height < innerHeight - 8 || mark.top < size.height + 16;
    card.style.top = `${fits ? below : mark.top - size.height - 8}px`;
    card.style.left = `${Math.max(12, Math.min(mark.left - 24, document.documentElement.clientWidth - size.width - 12))}px`;
}

function show(citation) {
    clearTimeout(timer);
    if (shown === citation) return;
    hide();
    shown = citation;
    fill(citation);
    citation.closest("sup").after(card); // the next stop of the Tab key
    citation.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place(citation);
}

function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    card.hidePopover();
    card.remove();
    shown = null;
    held = false;
}

const leave = () => later(() => {
    if (!held && !card.contains(document.activeElement) && document.activeElement !== shown) hide();
}, 250);

if ("popover" in HTMLElement.prototype) {
    for (const citation of document.querySelectorAll(".citation a")) {
        citation.addEventListener("pointerenter", (event) => {
            if (event.pointerType === "mouse" && !held) later(() => show(citation), 120);
        });
        citation.addEventListener("pointerleave", leave);
        citation.addEventListener("focus", () => {
            if (citation.matches(":focus-visible")) show(citation);
        });
        citation.addEventListener("click", (event) => {
            if (held && shown === citation) return; // a second press follows the link
            event.preventDefault();
            show(citation);
            held = true;
        });
    }
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", leave);
    addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !shown) return;
        const citation = shown;
        const inside = card.contains(document.activeElement);
        hide();
        if (inside) citation.focus({ focusVisible: false });
    });
    addEventListener("pointerdown", (event) => {
        if (shown && !card.contains(event.target) && event.target !== shown) hide();
    });
    addEventListener("focusin", (event) => {
        if (shown && event.target !== shown && !card.contains(event.target)) hide();
    });
    addEventListener("scroll", () => shown && place(shown), { passive: true });
    addEventListener("resize", () => shown && place(shown));
}
