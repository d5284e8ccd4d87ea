// A client generated from the contract, used in a way that lets the compiler find mistakes.
import createClient from "openapi-fetch";
import type { components, paths } from "./contract.js";

declare const process: { argv: string[]; exitCode: number };

const [baseUrl = "", token = ""] = process.argv.slice(2);
const DRY_RUN = "application/vnd.botswain.dry-run+json";

const open = createClient<paths, "application/json">({ baseUrl });
const login = await open.POST("/api/auth/login", { body: { token } });
if (!login.data) {
  throw new Error(login.error.error);
}
const headers = { Authorization: login.data.sessionId };
const api = createClient<paths, "application/json">({ baseUrl, headers });
const dry = createClient<paths, typeof DRY_RUN>({ baseUrl, headers });

type Schemas = components["schemas"];

function need<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.response.url}: ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

const channels = need(await api.GET("/api/channels", { params: { query: { type: "text" } } }));
const channelId = channels.find((channel) => channel.name === "general")?.id ?? "";

// An action has one type, and a dry run another.
const sent = await api.POST("/api/channels/{channelId}/messages", {
  params: { path: { channelId } },
  body: { content: "Ahoy", embeds: [{ title: "Tide", fields: [{ name: "High", value: "noon", inline: true }] }] },
});
const message: Schemas["Message"] = need(sent);
// @ts-expect-error: nothing was tried here
need(sent).wouldSucceed;
const title: string | null | undefined = message.embeds[0]?.title;

const tried = await dry.POST("/api/channels/{channelId}/messages", {
  params: { path: { channelId }, query: { dryRun: true } },
  body: { content: "Would this work?" },
});
const feasibility: Schemas["Feasibility"] = need(tried);
// @ts-expect-error: nothing was sent here
need(tried).channelId;
const answeredAs = tried.response.headers.get("Content-Type");

// An event's type says what it carries.
function told(event: Schemas["Event"]): string {
  switch (event.type) {
    case "MESSAGE_CREATE":
      return event.data.content;
    case "INTERACTION_CREATE":
      return event.data.data?.name ?? event.data.token;
    case "GUILD_ROLE_DELETE":
      return event.data.role_id;
    case "gap":
      return `${event.data.from} to ${event.data.to}`;
    // @ts-expect-error: there is no such event
    case "MESSAGE_CREATED":
      return "";
    default:
      return event.type;
  }
}
const { events } = need(await api.GET("/api/events/poll", { params: { query: { after: "0", limit: 1000 } } }));

// Names are listed one by one.
const role = await api.POST("/api/roles", {
  body: { name: "Watch", permissions: ["VIEW_CHANNEL"] },
});
// @ts-expect-error: there is no such permission
await dry.POST("/api/roles", { body: { permissions: ["SEE_CHANNEL"] }, params: { query: { dryRun: true } } });
const log = need(await api.GET("/api/audit-log", { params: { query: { action: "role_create" } } }));
const actions: Schemas["AuditAction"][] = log.entries.map((entry) => entry.action);
const choices: Schemas["Choice"][] = [{ name: "Outer harbour", value: "outer" }];
// @ts-expect-error: a choice has a value
choices.push({ name: "Inner harbour" });

const problems = [
  events.some((event) => told(event) === message.content) || "no event tells of the message",
  need(role).permissions.includes("VIEW_CHANNEL") || "the role sees nothing",
  actions.every((action) => action === "role_create") || `the log tells of ${actions.join()}`,
  title === "Tide" || `the embed is called ${title}`,
  feasibility.wouldSucceed || feasibility.reasons.join(),
  answeredAs === DRY_RUN || `a dry run is ${answeredAs}`,
].filter((each) => each !== true);
if (problems.length > 0) {
  throw new Error(problems.join("; "));
}
console.log("all is well");
