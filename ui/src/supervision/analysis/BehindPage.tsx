import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import "../../shared/shared.css";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { named } from "../../show";
import "../../workbench/workbench.css";
import { PlaceCases } from "../cases/PlaceCases";
import "../supervision.css";
import { type Analysis, analysisQuery, behindQuery } from "./api";
import type { AnalysisSearch, Probe } from "./search";
import { useClassWords } from "./useClassWords";

const route = getRouteApi("/shell/supervision/analysis/cases");

/** The cases behind one figure of the analysis. */
export function BehindPage() {
  const { t } = useTranslation("supervision");
  const probe = route.useSearch();
  const about = aboutOf(probe);
  const cases = useInfiniteQuery(behindQuery(probe));
  const whole = useQuery(analysisQuery(about));
  const rows = cases.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section>
      <h1>{t("analysis.behind")}</h1>
      <p className="hint lead">{whole.data && <Told probe={probe} found={whole.data} />}</p>
      <p>
        <Link to="/supervision/analysis" search={about}>
          <Icon name="left" /> {t("analysis.back")}
        </Link>
      </p>
      <Failure fault={cases.error} again={cases.refetch} />
      <PlaceCases rows={rows} loading={cases.isPending} />
      <p className="hint" role="status">
        {!cases.isPending && t(cases.hasNextPage ? "analysis.listedSoFar" : "analysis.listed", { n: rows.length })}
      </p>
      <More list={cases} />
    </section>
  );
}

const aboutOf = ({ path, unit, item, from, to }: Probe): AnalysisSearch => ({ path, unit, item, from, to });

/** What the figure is, in words. */
function Told({ probe, found }: { probe: Probe; found: Analysis }) {
  const { t, i18n } = useTranslation("supervision");
  const days = useClassWords(found.day_bounds);
  const { language } = i18n;
  const step = found.steps.find((each) => each.step === probe.step);
  const parts = [
    found.division.name,
    found.unit && named(found.unit, language),
    found.item && named(found.item, language),
    t("analysis.during", { from: found.from, to: found.to }),
    t(`analysis.finding.${probe.finding}`),
    step && named(step, language),
    probe.finding === "days" && days(probe.class ?? 0),
    probe.weekday && t(`analysis.weekday.d${probe.weekday as 1}`),
  ];
  return <>{parts.filter(Boolean).join(" · ")}</>;
}
