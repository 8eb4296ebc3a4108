import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { HomePage } from "./HomePage";

/** What a page is given: the parts of its path that vary. */
export type PageProps = { part: string };
type Page = ComponentType<PageProps> | LazyExoticComponent<ComponentType<PageProps>>;

const page = <K extends string>(load: () => Promise<Record<K, ComponentType<PageProps>>>, name: K) =>
  lazy(async () => ({ default: (await load())[name] }));

const GuidePage = page(() => import("../items/GuidePage"), "GuidePage");
const ItemsPage = page(() => import("../items/ItemsPage"), "ItemsPage");
const ApplyPage = page(() => import("../applications/ApplyPage"), "ApplyPage");
const DraftsPage = page(() => import("../applications/DraftsPage"), "DraftsPage");
const SubmittedPage = page(() => import("../applications/SubmittedPage"), "SubmittedPage");
const TrackPage = page(() => import("../tracking/TrackPage"), "TrackPage");
const RecoverPage = page(() => import("../tracking/RecoverPage"), "RecoverPage");
const VerifyPage = page(() => import("../documents/VerifyPage"), "VerifyPage");
const RatingsPage = page(() => import("../ratings/RatingsPage"), "RatingsPage");
const ScoresPage = page(() => import("../published/ScoresPage"), "ScoresPage");
const SurveysPage = page(() => import("../surveys/SurveysPage"), "SurveysPage");
const SurveyPage = page(() => import("../surveys/SurveyPage"), "SurveyPage");
const ComplainPage = page(() => import("../complaints/ComplainPage"), "ComplainPage");
const ComplaintTrackPage = page(() => import("../complaints/ComplaintTrackPage"), "ComplaintTrackPage");
const NothingPage = page(() => import("./NothingPage"), "NothingPage");

const PublishedPage = page(() => import("../complaints/PublishedPage"), "PublishedPage");

/** The pages of the hall by their path. */
const pages: [RegExp, Page][] = [
  [/^\/$/, HomePage],
  [/^\/items$/, ItemsPage],
  [/^\/items\/([^/]+)$/, GuidePage],
  [/^\/items\/([^/]+)\/apply$/, ApplyPage],
  [/^\/drafts$/, DraftsPage],
  [/^\/submitted$/, SubmittedPage],
  [/^\/track$/, TrackPage],
  [/^\/track\/recovery$/, RecoverPage],
  [/^\/ratings$/, RatingsPage],
  [/^\/scores$/, ScoresPage],
  [/^\/surveys$/, SurveysPage],
  [/^\/surveys\/([^/]+)$/, SurveyPage],
  [/^\/complaints$/, ComplainPage],
  [/^\/complaints\/track$/, ComplaintTrackPage],
  [/^\/complaints\/answers$/, PublishedPage],
  [/^\/verify(?:\/([^/]+))?$/, VerifyPage],
];

/** The page at a path, with the part of the path that varies. */
export function pageAt(path: string): { Page: Page; part: string } {
  for (const [pattern, Page] of pages) {
    const match = pattern.exec(path);
    if (match) return { Page, part: decodeURIComponent(match[1] ?? "") };
  }
  return { Page: NothingPage, part: "" };
}
