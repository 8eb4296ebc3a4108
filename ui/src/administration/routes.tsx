import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { MenuEntry } from "../office/menu";
import { shell } from "../office/root";
import { may } from "../supervision/may";
import { texts } from "../workbench/inbox/sections";
import { readAppointmentSearch } from "./appointments/api";
import { readAuditSearch } from "./audit/api";
import { readChangeSearch } from "./changes/api";

const getParentRoute = () => shell;

const accounts = createRoute({
  getParentRoute,
  path: "/accounts",
  validateSearch: (search: Record<string, unknown>) => texts(search, "q"),
  component: lazyRouteComponent(() => import("./accounts/AccountsPage"), "AccountsPage"),
});

const oneAccount = createRoute({
  getParentRoute,
  path: "/accounts/$id",
  component: lazyRouteComponent(() => import("./accounts/AccountPage"), "AccountPage"),
});

const appointments = createRoute({
  getParentRoute,
  path: "/appointments",
  validateSearch: readAppointmentSearch,
  component: lazyRouteComponent(() => import("./appointments/AppointmentsPage"), "AppointmentsPage"),
});

const calendars = createRoute({
  getParentRoute,
  path: "/calendars",
  component: lazyRouteComponent(() => import("./calendars/CalendarsPage"), "CalendarsPage"),
});

const bundles = createRoute({
  getParentRoute,
  path: "/bundles",
  validateSearch: (search: Record<string, unknown>) => texts(search, "item"),
  component: lazyRouteComponent(() => import("./bundles/BundlesPage"), "BundlesPage"),
});

const oneBundle = createRoute({
  getParentRoute,
  path: "/bundles/$hash",
  component: lazyRouteComponent(() => import("./bundles/BundlePage"), "BundlePage"),
});

const ruleSets = createRoute({
  getParentRoute,
  path: "/rule-sets",
  component: lazyRouteComponent(() => import("./rules/RuleSetsPage"), "RuleSetsPage"),
});

const ruleTrial = createRoute({
  getParentRoute,
  path: "/rule-sets/try",
  validateSearch: (search: Record<string, unknown>) => texts(search, "version"),
  component: lazyRouteComponent(() => import("./rules/TrialPage"), "TrialPage"),
});

const schemes = createRoute({
  getParentRoute,
  path: "/score-schemes",
  component: lazyRouteComponent(() => import("./schemes/SchemesPage"), "SchemesPage"),
});

const audit = createRoute({
  getParentRoute,
  path: "/audit",
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import("./audit/AuditPage"), "AuditPage"),
});

const changes = createRoute({
  getParentRoute,
  path: "/changes",
  validateSearch: readChangeSearch,
  component: lazyRouteComponent(() => import("./changes/ChangesPage"), "ChangesPage"),
});

const incidents = createRoute({
  getParentRoute,
  path: "/incidents",
  component: lazyRouteComponent(() => import("./incidents/IncidentsPage"), "IncidentsPage"),
});

const operations = createRoute({
  getParentRoute,
  path: "/operations",
  component: lazyRouteComponent(() => import("./operations/OperationsPage"), "OperationsPage"),
});

/** The pages of administration: lazy routes below the office's frame. */
export const administrationRoutes = [
  accounts,
  oneAccount,
  appointments,
  calendars,
  bundles,
  oneBundle,
  ruleSets,
  ruleTrial,
  schemes,
  audit,
  changes,
  incidents,
  operations,
] as const;

const entry = (
  to: string,
  word: MenuEntry["word"],
  icon: MenuEntry["icon"],
  kind: Parameters<typeof may>[1],
): MenuEntry => ({ to, group: "administration", word, icon, seen: (me) => may(me, kind, "read") });

export const administrationMenu: MenuEntry[] = [
  { ...entry("/operations", "administration:operations.title", "gear", "operations"), home: true },
  entry("/incidents", "administration:incidents.title", "alert", "incident"),
  entry("/accounts", "administration:accounts.title", "user", "account"),
  entry("/appointments", "administration:appointments.title", "people", "appointment"),
  entry("/calendars", "administration:calendars.title", "calendar", "calendar"),
  entry("/bundles", "administration:bundles.title", "book", "bundle"),
  entry("/rule-sets", "administration:rules.title", "card", "ruleset"),
  entry("/score-schemes", "administration:schemes.title", "board", "ruleset"),
  entry("/audit", "administration:audit.title", "eye", "audit"),
  entry("/changes", "administration:changes.title", "swap", "audit"),
];
