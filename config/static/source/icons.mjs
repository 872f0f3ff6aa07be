// One SVG sprite of the icons that pages use.
import { readFileSync } from "node:fs";

const NAMES = `archive arrow-counterclockwise arrow-down-up bar-chart box-arrow-right calendar3 chat-dots check-circle-fill
check-lg chevron-right door-open download envelope exclamation-circle-fill exclamation-triangle-fill eye facebook gear geo-alt
globe2 hourglass-split info-circle info-circle-fill inbox instagram intersect key laptop life-preserver patch-check pencil people person-arms-up
person-circle plus-lg printer question-circle search share shield-check sliders sun tag telephone three-dots translate
twitter-x ui-checks whatsapp x-circle x-lg youtube clock`.split(/\s+/);

export function sprite() {
  const symbols = NAMES.map((name) => {
    const svg = readFileSync(`node_modules/bootstrap-icons/icons/${name}.svg`, "utf8");
    const body = svg.replace(/^[^]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 16 16">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
}
