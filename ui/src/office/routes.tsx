import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { accountRoute, invitationRoute } from "../account/routes";
import { administrationMenu, administrationRoutes } from "../administration/routes";
import { noticesRoute } from "../notices/routes";
import { setupRoute } from "../setup/routes";
import { supervisionMenu, supervisionRoutes } from "../supervision/routes";
import { workbenchMenu, workbenchRoutes } from "../workbench/routes";
import type { MenuEntry } from "./menu";
import { login, root, shell } from "./root";
import { cache } from "./session";

const menu: MenuEntry[] = [...workbenchMenu, ...supervisionMenu, ...administrationMenu];

/** The first page: where this person's day begins. */
const start = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: ({ context }) => {
    const seen = menu.filter((entry) => entry.seen(context.me));
    const first = seen.find((entry) => entry.home) ?? seen[0];
    throw redirect({ to: first?.to ?? "/notices" });
  },
});

const tree = root.addChildren([
  login,
  setupRoute,
  invitationRoute,
  shell.addChildren([
    start,
    accountRoute,
    noticesRoute,
    ...workbenchRoutes,
    ...supervisionRoutes,
    ...administrationRoutes,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  basepath: "/office",
  context: { cache, menu },
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
