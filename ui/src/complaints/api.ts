import type { components } from "../contract";
import { api, click, got } from "../http";
import { patiently } from "../patience";
import { followedAt } from "../tracking/useFollowed";

type Schemas = components["schemas"];
export type NewComplaint = Schemas["NewComplaint"];
export type LodgedComplaint = Schemas["LodgedComplaint"];
export type ComplaintTracking = Schemas["ComplaintTracking"];
export type PublicComplaint = Schemas["PublicComplaint"];
export type ComplainantVerb = Schemas["ComplainantVerb"];
export type ComplainantCommand = Schemas["ComplainantCommand"];

export const topics = ["attitude", "delay", "refusal", "fees", "procedure", "misconduct", "other"] as const;
export const satisfactions = ["satisfied", "fairly", "dissatisfied"] as const;

/** Lodges a complaint. The key names the click, so that a repeated one is one complaint. */
export const complain = (body: NewComplaint, key: string) =>
  patiently(() => got(api.POST("/public/complaints", { params: { header: { "Idempotency-Key": key } }, body })));

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export const trackComplaint = (number: string, code: string) =>
  got(api.POST("/public/complaints/tracking", { body: { number, code } }));

export const trackComplaintAgain = (token: string) =>
  got(api.GET("/public/complaints/tracking", { headers: bearer(token) }));

export const commandComplaint = (token: string, verb: ComplainantVerb, body: ComplainantCommand) => {
  const key = click();
  return patiently(() =>
    got(
      api.POST("/public/complaints/tracking/commands/{verb}", {
        params: { path: { verb }, header: { "Idempotency-Key": key } },
        headers: bearer(token),
        body,
      }),
    ),
  );
};

export const followedComplaint = followedAt("mingcha.complaint");

export type PublishedAnswer = Schemas["PublishedAnswer"];

/** Answers to complaints without a name that their unit lets everybody read. */
export const listPublishedAnswers = (cursor?: string) =>
  got(api.GET("/public/complaints", { params: { query: { cursor, limit: 20 } } }));
