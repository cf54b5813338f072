// Everything here makes a page quicker to work with; none of it is needed to finish a task.

// A page that comes back with errors starts at them.
document.querySelector("[data-errors]")?.focus();

// Whoever signs lives in a time zone, and only their browser knows it.
for (const field of document.querySelectorAll("[data-zone]")) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

// A second press of a button waits for the answer to the first.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || event.defaultPrevented) return;
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
    addEventListener("pageshow", () => sent.delete(event.target), { once: true });
});

// Keys press what is visible: an element says which key is its own.
document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const own = event.key === "Enter" && event.target.closest("a, button, summary");
    if (typing || own || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = document.querySelector(`[data-keys] [data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
    if (event.key === "u") target.parentElement.querySelector("textarea")?.focus();
});

// A problem's link selects its line in the source.
document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    const source = link && document.querySelector(link.hash);
    if (!source) return;
    event.preventDefault();
    const before = source.value.split("\n").slice(0, link.dataset.line - 1).join("\n");
    const start = before.length ? before.length + 1 : 0;
    const end = source.value.indexOf("\n", start);
    source.focus({ preventScroll: true });
    source.scrollIntoView({ block: "nearest" });
    source.setSelectionRange(start, end < 0 ? source.value.length : end);
    const lineHeight = parseFloat(getComputedStyle(source).lineHeight);
    source.scrollTop = (link.dataset.line - 4) * lineHeight;
});

// Text areas grow with their text where the style sheet alone cannot do it.
if (!CSS.supports("field-sizing", "content")) {
    for (const area of document.querySelectorAll("textarea")) {
        const grow = () => {
            area.style.blockSize = "auto";
            area.style.blockSize = `${area.scrollHeight + 2}px`;
        };
        area.addEventListener("input", grow);
        grow();
    }
}
