import type { components } from "../contract";
import { api, got } from "../http";
import { patiently } from "../patience";
import { followedAt } from "./useFollowed";

type Schemas = components["schemas"];
export type PublicCase = Schemas["PublicCase"];
export type Tracking = Schemas["Tracking"];
export type Command = Schemas["ApplicantCommand"];
export type ApplicantVerb = Schemas["ApplicantVerb"];

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export const track = (number: string, code: string) => got(api.POST("/public/tracking", { body: { number, code } }));

export const trackAgain = (token: string) => got(api.GET("/public/tracking", { headers: bearer(token) }));

/** Acts on the case. The key names the click, so that a repeated one is one act. */
export const command = (token: string, verb: ApplicantVerb, body: Command, key: string): Promise<Tracking> =>
  patiently(() =>
    got(
      api.POST("/public/tracking/commands/{verb}", {
        params: { path: { verb }, header: { "Idempotency-Key": key } },
        headers: bearer(token),
        body,
      }),
    ),
  );

export const recover = (body: Schemas["Recovery"]) => got(api.POST("/public/tracking/recovery", { body }));

export const redeem = (number: string, code: string) =>
  got(api.POST("/public/tracking/recovery/redemption", { body: { number, code } }));

export const followed = followedAt("mingcha.tracking");
