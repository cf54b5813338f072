// What makes a source quicker to write; without it the Preview button shows the same and keeps the text too.

const form = document.querySelector("[data-writing]");
const source = form.querySelector("#source");
const kept = form.querySelector("[data-kept]");
const lost = form.querySelector("[data-lost]");
const unkept = form.querySelector("[data-unkept]");
const gutter = numbers();
const PAUSE = 700; // ms without a key before the text is kept and looked at

let dirty = false; // typed, and not yet with the server
let saving = false;
let timer;
let running = Promise.resolve(true);

// --- line numbers, with the problems of the lines in the margin ---

function numbers() {
    const margin = document.createElement("pre");
    margin.className = "margin mono";
    margin.ariaHidden = "true"; // the list of problems says the same
    source.before(margin);
    source.addEventListener("scroll", () => (margin.scrollTop = source.scrollTop), { passive: true });
    margin.addEventListener("click", (event) => {
        const line = event.target.dataset?.line;
        document.querySelector(`.problem-list a[data-line="${line}"]`)?.click();
    });
    return margin;
}

function number() {
    const said = new Map();
    for (const link of form.querySelectorAll(".problem-list a[data-line]")) {
        const message = link.nextElementSibling.textContent;
        said.set(+link.dataset.line, [said.get(+link.dataset.line), message].filter(Boolean).join("\n"));
    }
    const lines = source.value.split("\n").length;
    const numbered = document.createDocumentFragment();
    let plain = "";
    for (let line = 1; line <= lines; line++) {
        if (!said.has(line)) {
            plain += `${line}\n`;
            continue;
        }
        const mark = document.createElement("mark");
        mark.textContent = line;
        mark.dataset.line = line;
        mark.title = said.get(line);
        numbered.append(plain, mark, "\n");
        plain = "";
    }
    numbered.append(plain);
    gutter.replaceChildren(numbered);
    gutter.scrollTop = source.scrollTop;
}

// --- keep and look, at every pause ---

async function keep() {
    const typed = new FormData(form);
    dirty = false;
    let ended = false;
    try {
        const answer = await fetch(form.dataset.keep, { method: "POST", body: new URLSearchParams(typed) });
        ended = answer.status === 403 || answer.redirected; // 403: the token is older than the session
        if (answer.ok && !ended) {
            show(new DOMParser().parseFromString(await answer.text(), "text/html"));
            lost.hidden = unkept.hidden = true;
            return true;
        }
    } catch {
        // offline, or cut off: the next pause tries again
    }
    dirty = true;
    kept.textContent = "";
    lost.hidden = !ended;
    unkept.hidden = ended;
    return false;
}

function show(answer) {
    const old = form.querySelector("[data-seen]");
    const seen = answer.querySelector("[data-seen]");
    const at = seen.querySelector("[data-kept-at]");
    const problems = seen.querySelectorAll(".problem-list > li").length;
    kept.textContent = at.textContent.replace(/\s+/g, " ").trim();
    at.remove();
    source.removeAttribute("aria-invalid");
    if (problems > 0) {
        source.setAttribute("aria-invalid", "true");
        const last = old.querySelector("[data-look]"); // the last text without a problem stays in view
        if (last) {
            last.dataset.stale = "";
            last.querySelector("[data-stale-note]").hidden = false;
            seen.append(last);
        }
    }
    const scrolled = old.querySelector(".sheet")?.scrollTop ?? 0;
    old.replaceWith(seen);
    const sheet = seen.querySelector(".sheet");
    if (sheet) sheet.scrollTop = scrolled;
    number();
}

const keepNow = () => {
    clearTimeout(timer);
    return (running = running.then(keep)); // one at a time, so that an older text never overtakes a newer one
};

form.addEventListener("input", (event) => {
    dirty = true;
    if (event.target === source) number();
    clearTimeout(timer);
    timer = setTimeout(keepNow, PAUSE);
});

// --- nothing typed is lost ---

form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (saving) return;
    const preview = event.submitter?.name === "preview";
    saving = true;
    const isKept = await keepNow();
    if (isKept && preview) {
        saving = false;
    } else if (isKept || (lost.hidden && navigator.onLine)) {
        send(preview); // a text that cannot be kept goes as it does without script, and the server says why
    } else {
        saving = false;
        (lost.hidden ? unkept : lost).scrollIntoView({ block: "nearest" });
    }
});

function send(preview) {
    if (preview) {
        const button = document.createElement("input");
        button.type = "hidden";
        button.name = "preview";
        button.value = "page";
        form.append(button);
        setTimeout(() => button.remove()); // whoever comes back to this page saves again
    }
    form.submit();
}

addEventListener("pageshow", () => (saving = false));

addEventListener("beforeunload", (event) => {
    if (dirty && !saving) event.preventDefault();
});

// Back from signing in: the page takes the token of the new session and goes on.
addEventListener("focus", async () => {
    if (lost.hidden) return;
    const answer = await fetch(location.pathname);
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = fresh.querySelector("[data-writing] [name=_csrf]");
    if (!token) return;
    for (const field of document.querySelectorAll("[name=_csrf]")) field.value = token.value;
    await keepNow();
});

number();
