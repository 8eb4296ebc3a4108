import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../office/root";

/** Where the link that the first start prints leads: /office/setup/<token>. */
export const setupRoute = createRoute({
  getParentRoute: () => root,
  path: "/setup/$token",
  component: lazyRouteComponent(() => import("./SetupPage"), "SetupPage"),
});
