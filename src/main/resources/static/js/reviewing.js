// Keeps a review while it is typed and shows at any moment what a signature would cover. Without it the buttons do the same.

const form = document.getElementById("verdict");
const bar = document.querySelector("[data-saved]");
const PAUSE = 1500; // ms after the last key
const AGAIN = 10_000; // ms until the next try without a connection

let typed = form?.dataset.returned === "true"; // something that the server does not have yet
let stopped = false; // another window or a sign-in comes first
let timer;
let sending = false;

const parts = () => [...document.querySelectorAll("[data-part]")].map((part) => {
    const anchor = part.dataset.part;
    const kind = document.getElementById(`kind-${anchor}`);
    return {
        anchor,
        title: document.getElementById(anchor).querySelector("h2").textContent,
        read: document.getElementById(`read-${anchor}`).checked,
        kind: kind.value,
        kindWord: kind.value && kind.selectedOptions[0].textContent,
        comment: document.getElementById(`comment-${anchor}`).value.trim(),
    };
});

const body = () => {
    const data = new URLSearchParams(new FormData(form));
    data.delete("password");
    return data;
};

function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
}

async function save() {
    if (!typed || stopped || sending || !form.dataset.draft) return; // a correction is signed or left, never kept
    typed = false;
    sending = true;
    try {
        const answer = await fetch(form.dataset.draft, {
            method: "POST",
            body: body(),
            headers: { "X-Requested-With": "fetch" },
            redirect: "manual",
        });
        if (!answer.headers.get("Content-Type")?.includes("json")) {
            typed = true;
            stopped = true;
            bar.textContent = bar.dataset.ended;
            return;
        }
        const said = await answer.json();
        if (answer.ok) {
            form.elements.version.value = said.version;
            bar.textContent = said.saved;
        } else {
            typed = true;
            stopped = answer.status === 409;
            bar.textContent = said.refused;
        }
    } catch {
        typed = true;
        bar.textContent = bar.dataset.away;
        later(AGAIN);
    } finally {
        sending = false;
        if (typed && !stopped && bar.textContent !== bar.dataset.away) later(PAUSE);
    }
}

/** The outline, the requirements and the box above the password follow what is typed. */
function show() {
    const all = parts();
    const said = all.filter((part) => part.comment && part.kind);
    const verdict = form.elements.recommendation.value;
    for (const part of all) {
        const line = document.querySelector(`[data-outline="${CSS.escape(part.anchor)}"]`);
        line.querySelector("[data-read]").hidden = !part.read;
        line.querySelector("[data-said]").hidden = !part.comment;
    }
    const progress = document.querySelector("[data-progress]");
    progress.textContent = progress.dataset.words
        .replace("#", all.filter((part) => part.read).length)
        .replace("#", all.length);

    const asksForChange = said.some((part) => part.kind !== "QUESTION");
    const silent = !form.elements.comment.value.trim();
    const unmet = {
        recommendation: !verdict,
        comment: silent && (verdict === "REJECT" || (verdict === "REQUEST_CHANGES" && !asksForChange)),
        contradiction: verdict === "APPROVE" && said.some((part) => part.kind === "MUST_FIX"),
        kind: all.some((part) => part.comment && !part.kind),
        words: all.some((part) => part.kind && !part.comment),
        password: form.elements.password ? !form.elements.password.value : false,
    };
    for (const item of document.querySelectorAll("[data-unmet]")) item.hidden = !unmet[item.dataset.unmet];
    const any = Object.values(unmet).includes(true);
    document.querySelector("[data-unmet-any]").hidden = !any;
    document.querySelector("[data-unmet-none]").hidden = any;

    document.querySelector("[data-signs-still]").hidden = true;
    document.querySelector("[data-signs]").hidden = false;
    document.querySelector("[data-signs-meaning]").textContent = verdict
        ? document.getElementById(`meaning-${verdict}`).textContent
        : "";
    const lines = said.map((part) => `${part.kindWord} · ${part.title}: ${part.comment}`);
    if (!silent) lines.unshift(form.elements.comment.value.trim());
    document.querySelector("[data-signs-comments]").replaceChildren(...lines.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
    }));
}

if (form) {
    const changed = (event) => {
        if (event.target.form !== form) return;
        show();
        if (event.target.name === "password") return;
        typed = true;
        if (stopped || !form.dataset.draft) return;
        bar.textContent = bar.dataset.typing;
        later(PAUSE);
    };
    document.addEventListener("input", changed);
    document.addEventListener("change", changed);
    form.addEventListener("submit", () => {
        clearTimeout(timer);
        stopped = true; // what is sent is kept before it is signed
    });
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") save();
    });
    show();
    if (typed) later(0);
}
