import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root, shell } from "../office/root";

export const accountRoute = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("./AccountPage"), "AccountPage"),
});

/** Where the one-time link of an account leads: /office/invitations/<token>. */
export const invitationRoute = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: lazyRouteComponent(() => import("./InvitationPage"), "InvitationPage"),
});
