import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { accountRoute } from "../account/routes";
import { administrationMenu, administrationRoutes } from "../administration/routes";
import { noticesRoute } from "../notices/routes";
import { setupRoute } from "../setup/routes";
import { supervisionMenu, supervisionRoutes } from "../supervision/routes";
import { workbenchMenu, workbenchRoutes } from "../workbench/routes";
import type { MenuEntry } from "./menu";
import { login, root, shell } from "./root";
import { cache } from "./session";

const menu: MenuEntry[] = [...workbenchMenu, ...supervisionMenu, ...administrationMenu];

/** The first page: the first line of the menu that this person may see. */
const start = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: ({ context }) => {
    const first = menu.find((entry) => entry.seen(context.me));
    throw redirect({ to: first?.to ?? "/notices" });
  },
});

const tree = root.addChildren([
  login,
  setupRoute,
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
