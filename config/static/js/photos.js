// Pictures are made smaller before they are sent, so that a phone's photo fits; without a script they go as they are.
const LONGEST = 2560;
const SMALL_ENOUGH = 1024 * 1024;
const PREVIEW = 96;

const canvasOf = (bitmap, longest) => {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
};

const shrunk = async (file, bitmap) => {
  const tooLarge = Math.max(bitmap.width, bitmap.height) > LONGEST;
  if (!tooLarge && file.size <= SMALL_ENOUGH) return file;
  const type = file.type === "image/png" ? "image/png" : "image/jpeg";
  const blob = await new Promise((done) => canvasOf(bitmap, LONGEST).toBlob(done, type, 0.85));
  return blob && (tooLarge || blob.size < file.size) ? new File([blob], file.name, { type }) : file;
};

// What cannot be read here is left for the server to refuse with its reason.
const prepared = async (file) => {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    return { file: await shrunk(file, bitmap), preview: canvasOf(bitmap, PREVIEW) };
  } catch {
    return { file, preview: null };
  }
};

const show = (input, pictures) => {
  const place = input.parentElement.querySelector(".previews") ?? document.createElement("div");
  place.className = "previews";
  place.replaceChildren(...pictures.map(({ preview }) => preview).filter(Boolean));
  input.after(place);
};

for (const input of document.querySelectorAll("input[type=file][data-shrink]")) {
  let working = Promise.resolve();
  const work = async () => {
    const pictures = [];
    for (const file of input.files) pictures.push(await prepared(file));
    const transfer = new DataTransfer();
    for (const { file } of pictures) transfer.items.add(file);
    input.files = transfer.files;
    show(input, pictures);
    delete input.dataset.busy;
  };
  input.addEventListener("change", () => {
    input.dataset.busy = "";
    working = work();
  });
  input.form.addEventListener("submit", (event) => {
    if (!("busy" in input.dataset)) return;
    event.preventDefault();
    working.then(() => input.form.requestSubmit(event.submitter ?? undefined));
  });
}
