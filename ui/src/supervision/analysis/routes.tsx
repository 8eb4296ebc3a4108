import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { MenuEntry } from "../../office/menu";
import { shell } from "../../office/root";
import { may } from "../may";
import { readAnalysisSearch, readProbe } from "./search";

const analysis = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/analysis",
  validateSearch: readAnalysisSearch,
  component: lazyRouteComponent(() => import("./AnalysisPage"), "AnalysisPage"),
});

const behind = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/analysis/cases",
  validateSearch: readProbe,
  component: lazyRouteComponent(() => import("./BehindPage"), "BehindPage"),
});

const functions = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/functions",
  component: lazyRouteComponent(() => import("../functions/FunctionsPage"), "FunctionsPage"),
});

const oversight = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/oversight",
  component: lazyRouteComponent(() => import("../oversight/OversightPage"), "OversightPage"),
});

export const analysisRoutes = [analysis, behind, functions, oversight] as const;

export const analysisMenu: MenuEntry[] = [
  {
    to: "/supervision/functions",
    group: "supervision",
    word: "supervision:functions.title",
    icon: "shield",
    seen: (me) => may(me, "board", "read"),
  },
  {
    to: "/supervision/oversight",
    group: "supervision",
    word: "supervision:oversight.title",
    icon: "shield",
    seen: (me) => may(me, "lead", "confirm_lead") && may(me, "board", "read"),
  },
  {
    to: "/supervision/analysis",
    group: "supervision",
    word: "supervision:analysis.title",
    icon: "rise",
    seen: (me) => may(me, "board", "read"),
  },
];
