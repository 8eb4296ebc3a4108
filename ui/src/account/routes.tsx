import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "../office/root";

export const accountRoute = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("./AccountPage"), "AccountPage"),
});
