import type { components } from "../contract";
import { api, got } from "../http";

type Schemas = components["schemas"];

export const changePassword = (body: Schemas["PasswordChange"]) => got(api.POST("/me/password", { body }));
export const enrolTotp = () => got(api.POST("/me/totp"));
export const confirmTotp = (body: Schemas["TotpConfirmation"]) => got(api.POST("/me/totp/confirmation", { body }));
