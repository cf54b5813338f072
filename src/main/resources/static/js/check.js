// While a check runs, shows how far it is; the page that follows it has the result. Without this, a link does the same.
const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));
const place = document.querySelector("[data-check]");
while (place?.dataset.running === "true") {
  await pause(1500);
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) break;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-check]");
    if (now?.dataset.running !== "true") {
      // in place of a reload, which would leave the focus nowhere and the result unsaid
      document.querySelector("main").replaceWith(page.querySelector("main"));
      document.querySelector("[data-result]")?.focus();
      break;
    }
    const bar = now.querySelector("progress");
    const shown = place.querySelector("progress");
    if (bar?.hasAttribute("value")) {
      shown.max = bar.max;
      shown.value = bar.value;
    }
  } catch {
    await pause(5000); // the network may come back
  }
}
