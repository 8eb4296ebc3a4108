import type { components } from "../contract";
import { api, got } from "../http";
import { patiently } from "../patience";

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

const place = "mingcha.tracking";

/** The case being followed in this tab: a reload keeps it, a closed tab forgets it. */
export const followed = {
  token: () => sessionStorage.getItem(place) ?? undefined,
  keep: (token: string) => sessionStorage.setItem(place, token),
  forget: () => sessionStorage.removeItem(place),
};
