// Asks a passkey: to be made, to sign in, to sign. Forms that need one stay hidden where a browser has none, or where this is
// not the server that passkeys are made for; a password does the same everywhere.

const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer ?? []))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const bytes = (base64url) => Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const credentials = (list) => list.map((id) => ({ type: "public-key", id: bytes(id) }));

const usable = ({ rp }) => Boolean(window.PublicKeyCredential) && (location.hostname === rp || location.hostname.endsWith(`.${rp}`));

/** The question, or why there is none: what was refused, that the session has ended, or nothing that could be told. */
async function asked(form, address) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
        // line ends as the form itself will send them: what is asked is what is signed
        if (name !== "password") body.append(name, value.replace(/\r?\n/g, "\r\n"));
    }
    const answer = await fetch(address, { method: "POST", body, redirect: "manual", headers: { "X-Requested-With": "fetch" } });
    if (answer.headers.get("Content-Type")?.includes("json")) return answer.json();
    return { ended: answer.status === 403 || answer.type === "opaqueredirect" };
}

async function create({ rp, challenge, handle, username, person, known = "" }) {
    const { response } = await navigator.credentials.create({
        publicKey: {
            rp: { id: rp, name: "Imprimatur" },
            user: { id: bytes(handle), name: username, displayName: person },
            challenge: bytes(challenge),
            pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
            excludeCredentials: credentials(known.split(" ").filter(Boolean)),
            authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
            attestation: "none",
        },
    });
    return { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) };
}

async function answer({ rpId, challenge, credentials: known = [] }) {
    const credential = await navigator.credentials.get({
        publicKey: { rpId, challenge: bytes(challenge), allowCredentials: credentials(known), userVerification: "required" },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
    return {
        credential: text(credential.rawId),
        clientDataJSON: text(clientDataJSON),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        userHandle: text(userHandle),
    };
}

function fill(form, parts, before = "") {
    for (const [name, value] of Object.entries(parts)) form.elements[before + name].value = value;
}

/** Somebody pressed "Cancel", or the key or the server refused: nothing happened, and the notice says what to do. */
function failed(place, { refused, ended } = {}) {
    const notice = place.querySelector("[data-passkey-failed]") ?? document.querySelector("[data-passkey-failed]");
    notice.dataset.passkeyFailed ||= notice.textContent;
    notice.textContent = refused ?? (ended ? notice.dataset.ended : notice.dataset.passkeyFailed);
    notice.hidden = false;
    notice.focus();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!usable(form.dataset)) continue;
    form.hidden = false;
    for (const missing of document.querySelectorAll("[data-passkey-missing]")) missing.hidden = true;
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        try {
            if (form.dataset.passkey === "create") {
                fill(form, await create(form.dataset));
                form.submit();
            } else {
                const question = await asked(form, form.dataset.question);
                if (!question.challenge) return failed(form, question);
                fill(form, await answer(question));
                form.submit();
            }
        } catch {
            failed(form);
        }
    });
}

for (const button of document.querySelectorAll("button[data-passkey-sign]")) {
    if (!usable(button.dataset)) continue;
    const form = button.form;
    const place = button.closest("[data-passkey-place]");
    place.hidden = false;
    button.addEventListener("click", async () => {
        button.disabled = true;
        try {
            const question = await asked(form, button.dataset.question);
            if (question.ended) form.noValidate = true; // what was typed is sent as it is, and comes back after the sign-in
            if (!question.challenge) return failed(place, question);
            const answered = await answer(question);
            // not before: without an answer the form goes on as one that a password signs
            fill(form, { request: question.request });
            fill(form, answered, "passkey.");
            form.noValidate = true;
            form.requestSubmit();
        } catch {
            failed(place);
        } finally {
            button.disabled = false;
        }
    });
}
