import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Fault } from "../fault";
import type { MenuEntry } from "./menu";
import { NothingPage } from "./NothingPage";
import { meQuery } from "./session";

export const root = createRootRouteWithContext<{ cache: QueryClient; menu: MenuEntry[] }>()({
  notFoundComponent: NothingPage,
});

export const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  // An address from outside must not decide where a person lands, so anything but a path of ours is dropped.
  validateSearch: ({ back }: Record<string, unknown>): { back?: string } => ({
    back: typeof back === "string" && /^\/(?![/\\])/.test(back) ? back : undefined,
  }),
  component: lazyRouteComponent(() => import("./LoginPage"), "LoginPage"),
});

/** The frame with menu and bell: parent of every page that needs a person, who first makes the account safe. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    const me = await context.cache.ensureQueryData({ ...meQuery, revalidateIfStale: true }).catch((fault: unknown) => {
      if (fault instanceof Fault && fault.status === 401)
        throw redirect({ to: "/login", search: { back: location.href } });
      throw fault;
    });
    const first = me.must_change_password || me.totp === "required";
    if (first && location.pathname !== "/account") throw redirect({ to: "/account" });
    return { me };
  },
  component: lazyRouteComponent(() => import("./Shell"), "Shell"),
});
