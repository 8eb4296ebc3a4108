import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Segmented, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { RecordDays } from "../../workbench/cases/RecordDays";
import { Appeals } from "./Appeals";
import { type Evaluation, evaluationQuery, reportOf, type ScoreKind, tableOf } from "./api";
import { Entries } from "./Entries";
import { EvaluationHead } from "./EvaluationHead";
import { Ranking } from "./Ranking";
import { SchemeTable } from "./SchemeTable";
import "../../workbench/workbench.css";
import "../../workbench/cases/case.css";
import "../../workbench/commands/commands.css";
import "../../shared/shared.css";
import "../supervision.css";
import "./scores.css";

const route = getRouteApi("/shell/supervision/scores/$id");

/** One evaluation: who achieved what, what was entered, appealed and decided, and by which scheme. */
export function EvaluationPage() {
  const { t } = useTranslation("fault");
  const words = useFaultWords();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(evaluationQuery(id));
  if (data === undefined && error) {
    const again = <Button onClick={() => refetch()}>{t("retry")}</Button>;
    return <Alert type="error" showIcon title={t("title")} description={words(error)} action={again} />;
  }
  if (data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Whole key={id} evaluation={data} />;
}

function Whole({ evaluation }: { evaluation: Evaluation }) {
  const { t, i18n } = useTranslation("supervision");
  const search = route.useSearch();
  const go = route.useNavigate();
  const kind = search.kind ?? "unit";
  const { id } = evaluation.row;
  return (
    <article className="card-page">
      <EvaluationHead evaluation={evaluation} />
      <section className="panel" aria-labelledby="ranking">
        <div className="panel-head">
          <h2 id="ranking">{t("scores.ranking")}</h2>
          <Segmented<ScoreKind>
            aria-label={t("scores.kind")}
            value={kind}
            options={evaluation.kinds.map((value) => ({ value, label: t(`scores.kinds.${value}`) }))}
            onChange={(chosen) => go({ search: chosen === "unit" ? {} : { kind: chosen }, replace: true })}
          />
          <span className="shell-gap" />
          <a className="score-file" href={tableOf(id, kind, i18n.language)} download>
            <Icon name="download" /> {t("scores.table")}
          </a>
          <a className="score-file" href={reportOf(id, i18n.language)} target="_blank" rel="noreferrer">
            <Icon name="printer" /> {t("scores.report")}
          </a>
        </div>
        <p className="hint">{t("scores.least", { n: evaluation.scheme.least })}</p>
        <Ranking id={id} kind={kind} scheme={evaluation.scheme} />
      </section>
      <Appeals evaluation={evaluation} />
      <Entries evaluation={evaluation} />
      <SchemeTable scheme={evaluation.scheme} />
      <details className="panel timeline score-more">
        <summary>
          <h2>{t("scores.record", { n: evaluation.n })}</h2>
        </summary>
        <RecordDays lines={evaluation.lines} />
      </details>
    </article>
  );
}
