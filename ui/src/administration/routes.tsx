import type { MenuEntry } from "../office/menu";

/** The pages of this noun: lazy routes below the office's frame. */
export const administrationRoutes = [] as const;

export const administrationMenu: MenuEntry[] = [];
