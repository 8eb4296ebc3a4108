import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Input, Segmented, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import "../../shared/shared.css";
import { Failure } from "../../shared/Failure";
import { legalInstant } from "../../show";
import "../../workbench/workbench.css";
import { ItemPicker } from "../../workbench/search/ItemPicker";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import { Below } from "./Below";
import "../supervision.css";
import "./analysis.css";
import { type Analysis, analysisQuery, fileOf } from "./api";
import { Compare } from "./Compare";
import { Course } from "./Course";
import { Distribution } from "./Distribution";
import { Funnel } from "./Funnel";
import { Heat } from "./Heat";
import { Rates } from "./Rates";
import { Steps } from "./Steps";
import { type AnalysisSearch, beginning, spanOf, spans } from "./search";

const route = getRouteApi("/shell/supervision/analysis");

/** What the cases of a time came to, and where their time went. Every figure leads to its cases. */
export function AnalysisPage() {
  const { t } = useTranslation("supervision");
  const search = route.useSearch();
  const { data, error, refetch } = useQuery(analysisQuery(search));
  return (
    <section className="analysis">
      <h1>{t("analysis.title")}</h1>
      <Failure fault={error} again={refetch} />
      {data && <Whole found={data} search={search} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 12 }} />}
    </section>
  );
}

type Shown = { found: Analysis; search: AnalysisSearch };

function Whole({ found, search }: Shown) {
  const { t, i18n } = useTranslation("supervision");
  const about = { ...search, path: found.division.path, from: found.from, to: found.to };
  const shown = { found, about };
  return (
    <>
      <Below division={found.division} about={about} />
      <Filters found={found} search={search} />
      <p className="hint lead analysis-files">
        <span role="status">
          <Icon name="clock" />{" "}
          {t("analysis.computed", { from: found.from, to: found.to, at: legalInstant(found.computed) })}
        </span>
        <a href={fileOf("table", about, i18n.language)} download>
          <Icon name="download" /> {t("analysis.table")}
        </a>
        <a href={fileOf("report", about, i18n.language)} target="_blank" rel="noreferrer">
          <Icon name="printer" /> {t("analysis.report")}
        </a>
      </p>
      <Rates {...shown} />
      <div className="analysis-columns">
        <Funnel {...shown} />
        <Distribution {...shown} />
      </div>
      <Steps {...shown} />
      <Compare {...shown} />
      <Heat {...shown} />
      <Course {...shown} />
    </>
  );
}

function Filters({ found, search }: Shown) {
  const { t } = useTranslation(["supervision", "workbench"]);
  const go = route.useNavigate();
  const narrow = (change: AnalysisSearch) => go({ search: (before) => ({ ...before, ...change }), replace: true });
  const dated = (key: "from" | "to") => ({
    type: "date" as const,
    className: "analysis-date",
    value: search[key] ?? found[key],
    "aria-label": t(`analysis.${key}`),
    onChange: ({ target }: { target: { value: string } }) => target.value && narrow({ [key]: target.value }),
  });
  return (
    <search className="filters filters-wide aligned">
      <Segmented
        aria-label={t("analysis.span")}
        value={spanOf(found.from, found.to)}
        options={spans.map((value) => ({ value, label: t("analysis.days", { n: value }) }))}
        onChange={(span) => narrow({ from: beginning(span, found.to), to: found.to })}
      />
      <Input {...dated("from")} />
      <Input {...dated("to")} />
      <UnitPicker
        value={search.unit}
        onPick={(unit) => narrow({ unit: unit?.id })}
        label={t("workbench:search.unit")}
      />
      <ItemPicker
        value={search.item}
        onPick={(item) => narrow({ item: item?.key })}
        label={t("workbench:search.item")}
      />
    </search>
  );
}
