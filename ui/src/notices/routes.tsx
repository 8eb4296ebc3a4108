import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "../office/root";

export const noticesRoute = createRoute({
  getParentRoute: () => shell,
  path: "/notices",
  component: lazyRouteComponent(() => import("./NoticesPage"), "NoticesPage"),
});
