import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { MenuEntry } from "../office/menu";
import { shell } from "../office/root";
import { readInboxSearch } from "./inbox/sections";
import { mayOnCases, workVerbs } from "./may";
import { readCaseSearch } from "./search/api";

const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/inbox",
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import("./inbox/InboxPage"), "InboxPage"),
});

const intake = createRoute({
  getParentRoute: () => shell,
  path: "/intake",
  component: lazyRouteComponent(() => import("./intake/IntakePage"), "IntakePage"),
});

const search = createRoute({
  getParentRoute: () => shell,
  path: "/cases",
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import("./search/SearchPage"), "SearchPage"),
});

const oneCase = createRoute({
  getParentRoute: () => shell,
  path: "/cases/$id",
  component: lazyRouteComponent(() => import("./cases/CasePage"), "CasePage"),
});

/** The pages of the workbench: lazy routes below the office's frame. */
export const workbenchRoutes = [inbox, intake, search, oneCase] as const;

export const workbenchMenu: MenuEntry[] = [
  {
    to: "/inbox",
    home: true,
    group: "workbench",
    word: "workbench:inbox.title",
    icon: "inbox",
    seen: (me) => mayOnCases(me, ...workVerbs),
  },
  {
    to: "/intake",
    group: "workbench",
    word: "workbench:intake.title",
    icon: "plus",
    seen: (me) => mayOnCases(me, "submit"),
  },
  {
    to: "/cases",
    group: "workbench",
    word: "workbench:search.title",
    icon: "search",
    seen: (me) => mayOnCases(me, "read"),
  },
];
