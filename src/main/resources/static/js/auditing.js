// A round's diagram that can be moved and enlarged, in place of the picture. Whatever fails, the picture stays.
const stage = document.querySelector("[data-diagram]");
if (stage && window.BpmnJS) {
  const picture = document.querySelector(".picture");
  const tools = document.querySelector(".tools");
  const show = (live) => {
    picture.hidden = live;
    stage.hidden = !live;
    tools.hidden = !live;
  };
  try {
    const answer = await fetch(stage.dataset.diagram);
    if (!answer.ok) throw new Error(answer.statusText);
    show(true); // it measures its place while it draws
    const viewer = new window.BpmnJS({
      container: stage,
      bpmnRenderer: {
        defaultFillColor: "var(--surface)",
        defaultStrokeColor: "var(--edge)",
        defaultLabelColor: "var(--ink)",
      },
    });
    await viewer.importXML(await answer.text());
    const canvas = viewer.get("canvas");
    const drawn = viewer.get("elementRegistry");
    const mark = (id, how) => {
      if (drawn.get(id)) canvas.addMarker(id, how);
    };
    stage.dataset.passed.split(" ").forEach((id) => mark(id, "passed"));
    drawn.filter((shape) => shape.type === "bpmn:SubProcess").forEach((shape) => mark(shape.id, "around"));
    if (stage.dataset.current) mark(stage.dataset.current, "current");
    for (const step of document.querySelectorAll("[data-step]")) {
      const shape = drawn.get(step.dataset.step);
      if (!shape) continue;
      const place = step.querySelector(".place").cloneNode(true);
      const inside = shape.width > 60 ? 0 : 3;
      viewer.get("overlays").add(shape, { position: { left: inside - 10, top: inside - 10 }, html: place });
    }
    const fit = () => {
      canvas.zoom("fit-viewport", "auto");
      const { inner } = canvas.viewbox();
      const room = 24;
      canvas.viewbox({ x: inner.x - room, y: inner.y - room, width: inner.width + 2 * room, height: inner.height + 2 * room });
    };
    fit();
    tools.addEventListener("click", (event) => {
      const zoom = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (zoom === "fit") fit();
      else if (zoom) canvas.zoom(canvas.zoom() * (zoom === "in" ? 1.25 : 0.8));
    });
  } catch (failure) {
    show(false);
  }
}
