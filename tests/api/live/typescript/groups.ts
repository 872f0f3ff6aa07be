import createClient from "openapi-fetch";
import type { paths } from "./api.d.ts";

declare const process: { argv: string[] };
const site = process.argv[2];
const api = createClient<paths>({ baseUrl: site });
const { data, error } = await api.GET("/api/v1/groups/", {
  params: { query: { q: "توحد", area: ["KW-HA"], page_size: 5 } },
});
if (!data) throw new Error(error?.title);
const first = data.results[0];
const whole = await api.GET("/api/v1/groups/{uuid}/", { params: { path: { uuid: first.id } } });
console.log(JSON.stringify({ names: data.results.map((group) => group.name_ar), whole: whole.data?.name_ar }));
