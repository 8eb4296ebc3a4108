import "i18next";
import type { hall } from "./hall";
import type { office } from "./office";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "fault";
    resources: typeof hall & typeof office;
    returnNull: false;
  }
}
