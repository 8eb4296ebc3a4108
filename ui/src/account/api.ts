import { queryOptions } from "@tanstack/react-query";
import type { components } from "../contract";
import { api, got } from "../http";

type Schemas = components["schemas"];

export const changePassword = (body: Schemas["PasswordChange"]) => got(api.POST("/me/password", { body }));
export const enrolTotp = () => got(api.POST("/me/totp"));
export const confirmTotp = (body: Schemas["TotpConfirmation"]) => got(api.POST("/me/totp/confirmation", { body }));

/** Whether a one-time link is still good, and whose it is. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: () => got(api.GET("/invitations/{token}", { params: { path: { token } } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const acceptInvitation = (token: string, password: string) =>
  got(api.POST("/invitations/{token}", { params: { path: { token } }, body: { password } }));
