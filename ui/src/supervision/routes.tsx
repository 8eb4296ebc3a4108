import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { MenuEntry } from "../office/menu";
import { shell } from "../office/root";
import { analysisMenu, analysisRoutes } from "./analysis/routes";
import { readBoardSearch } from "./board/search";
import { readCardSearch } from "./cards/search";
import { readPlaceSearch } from "./cases/api";
import { readComplaintSearch } from "./complaints/api";
import { readCounterSearch } from "./counters/api";
import { readInstant } from "./explanation/instant";
import { readFeeSearch } from "./fees/search";
import { readLeadSearch } from "./leads/search";
import { may, supervises } from "./may";
import { readRatingSearch } from "./ratings/api";
import { readRiskSearch } from "./risks/api";
import { readScoreSearch } from "./scores/search";
import { readSurveySearch } from "./surveys/api";
import { readWorkSearch } from "./worklist/work";

const door = createRoute({
  getParentRoute: () => shell,
  path: "/supervision",
  beforeLoad: () => {
    throw redirect({ to: "/supervision/board" });
  },
});

const board = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/board",
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(() => import("./board/BoardPage"), "BoardPage"),
});

const cases = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/cases",
  validateSearch: readPlaceSearch,
  component: lazyRouteComponent(() => import("./cases/PlaceCasesPage"), "PlaceCasesPage"),
});

const worklist = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/worklist",
  validateSearch: readWorkSearch,
  component: lazyRouteComponent(() => import("./worklist/WorklistPage"), "WorklistPage"),
});

const cards = createRoute({
  getParentRoute: () => shell,
  path: "/cards",
  validateSearch: readCardSearch,
  component: lazyRouteComponent(() => import("./cards/CardsPage"), "CardsPage"),
});

const oneCard = createRoute({
  getParentRoute: () => shell,
  path: "/cards/$id",
  component: lazyRouteComponent(() => import("./cards/CardPage"), "CardPage"),
});

const answers = createRoute({
  getParentRoute: () => shell,
  path: "/answers",
  component: lazyRouteComponent(() => import("./answers/AnswersPage"), "AnswersPage"),
});

const counters = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/counters",
  validateSearch: readCounterSearch,
  component: lazyRouteComponent(() => import("./counters/CountersPage"), "CountersPage"),
});

const leads = createRoute({
  getParentRoute: () => shell,
  path: "/leads",
  validateSearch: readLeadSearch,
  component: lazyRouteComponent(() => import("./leads/LeadsPage"), "LeadsPage"),
});

const oneLead = createRoute({
  getParentRoute: () => shell,
  path: "/leads/$id",
  component: lazyRouteComponent(() => import("./leads/LeadPage"), "LeadPage"),
});

const risks = createRoute({
  getParentRoute: () => shell,
  path: "/risk-points",
  validateSearch: readRiskSearch,
  component: lazyRouteComponent(() => import("./risks/RisksPage"), "RisksPage"),
});

const fees = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/fees",
  validateSearch: readFeeSearch,
  component: lazyRouteComponent(() => import("./fees/FeesPage"), "FeesPage"),
});

const explanation = createRoute({
  getParentRoute: () => shell,
  path: "/cases/$id/explanation",
  validateSearch: readInstant,
  component: lazyRouteComponent(() => import("./explanation/ExplanationPage"), "ExplanationPage"),
});

const evidence = createRoute({
  getParentRoute: () => shell,
  path: "/cases/$id/evidence",
  component: lazyRouteComponent(() => import("./evidence/EvidencePage"), "EvidencePage"),
});

const scores = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/scores",
  component: lazyRouteComponent(() => import("./scores/ScoresPage"), "ScoresPage"),
});

const oneEvaluation = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/scores/$id",
  validateSearch: readScoreSearch,
  component: lazyRouteComponent(() => import("./scores/EvaluationPage"), "EvaluationPage"),
});

const scoreSheet = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/scores/$id/$kind/$object",
  component: lazyRouteComponent(() => import("./scores/SheetPage"), "SheetPage"),
});

const ratings = createRoute({
  getParentRoute: () => shell,
  path: "/ratings",
  validateSearch: readRatingSearch,
  component: lazyRouteComponent(() => import("./ratings/RatingsPage"), "RatingsPage"),
});

const surveys = createRoute({
  getParentRoute: () => shell,
  path: "/supervision/surveys",
  validateSearch: readSurveySearch,
  component: lazyRouteComponent(() => import("./surveys/SurveysPage"), "SurveysPage"),
});

const complaints = createRoute({
  getParentRoute: () => shell,
  path: "/complaints",
  validateSearch: readComplaintSearch,
  component: lazyRouteComponent(() => import("./complaints/ComplaintsPage"), "ComplaintsPage"),
});

const oneComplaint = createRoute({
  getParentRoute: () => shell,
  path: "/complaints/$id",
  component: lazyRouteComponent(() => import("./complaints/ComplaintPage"), "ComplaintPage"),
});

/** The pages of supervision: lazy routes below the office's frame. */
export const supervisionRoutes = [
  door,
  board,
  cases,
  worklist,
  cards,
  oneCard,
  leads,
  oneLead,
  risks,
  fees,
  answers,
  counters,
  explanation,
  evidence,
  scores,
  oneEvaluation,
  scoreSheet,
  ratings,
  surveys,
  complaints,
  oneComplaint,
  ...analysisRoutes,
] as const;

export const supervisionMenu: MenuEntry[] = [
  {
    to: "/supervision/worklist",
    group: "supervision",
    word: "supervision:worklist.title",
    icon: "whistle",
    seen: supervises,
  },
  {
    to: "/supervision/board",
    home: true,
    group: "supervision",
    word: "supervision:board.title",
    icon: "board",
    seen: (me) => may(me, "board", "read"),
  },
  ...analysisMenu,
  {
    to: "/cards",
    group: "supervision",
    word: "supervision:cards.title",
    icon: "card",
    seen: (me) => may(me, "card", "read"),
  },
  {
    to: "/leads",
    group: "supervision",
    word: "supervision:leads.title",
    icon: "search",
    seen: (me) => may(me, "lead", "read"),
  },
  {
    to: "/risk-points",
    group: "supervision",
    word: "supervision:risks.title",
    icon: "alert",
    seen: (me) => may(me, "ruleset", "read"),
  },
  {
    to: "/supervision/fees",
    group: "supervision",
    word: "supervision:fees.title",
    icon: "card",
    seen: (me) => may(me, "fee", "read"),
  },
  {
    to: "/answers",
    group: "workbench",
    word: "supervision:answers.title",
    icon: "send",
    seen: (me) => may(me, "card", "answer_card"),
  },
  {
    to: "/supervision/counters",
    group: "supervision",
    word: "supervision:counters.title",
    icon: "rise",
    seen: (me) => may(me, "card", "read"),
  },
  {
    to: "/supervision/scores",
    group: "supervision",
    word: "supervision:scores.title",
    icon: "rise",
    seen: (me) => may(me, "score", "read") || may(me, "evaluation", "read") || may(me, "staff_score", "read"),
  },
  {
    to: "/complaints",
    group: "supervision",
    word: "supervision:complaints.title",
    icon: "whistle",
    seen: (me) => may(me, "complaint", "read", "lodge_complaint"),
  },
  {
    to: "/ratings",
    group: "supervision",
    word: "supervision:ratings.title",
    icon: "check",
    seen: (me) => may(me, "case", "answer_rating") || supervises(me),
  },
  {
    to: "/supervision/surveys",
    group: "supervision",
    word: "supervision:surveys.title",
    icon: "draft",
    seen: (me) => may(me, "board", "read"),
  },
];
