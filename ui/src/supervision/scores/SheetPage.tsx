import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { useFaultWords } from "../../faultWords";
import { Fact } from "../../shared/Fact";
import { named } from "../../show";
import { VerbButtons } from "../VerbButtons";
import { type Evaluation, evaluationQuery, type ScoreKind, type ScoreSheet, sheetQuery } from "./api";
import { HeadTable } from "./HeadTable";
import { evaluationLooks, gradeLook } from "./looks";
import { Score } from "./Ranking";
import { ScoreTrend } from "./ScoreTrend";
import { VerbDialog } from "./VerbDialog";
import "../../workbench/workbench.css";
import "../../workbench/cases/case.css";
import "../../workbench/commands/commands.css";
import "../../shared/shared.css";
import "../supervision.css";
import "./scores.css";

const route = getRouteApi("/shell/supervision/scores/$id/$kind/$object");

/** The score sheet of one unit, window or person: heads, indicators, and the cases and cards behind every point. */
export function SheetPage() {
  const { t } = useTranslation("fault");
  const words = useFaultWords();
  const { id, kind, object } = route.useParams();
  const evaluation = useQuery(evaluationQuery(id));
  const sheet = useQuery(sheetQuery(id, kind as ScoreKind, object));
  const error = evaluation.error ?? sheet.error;
  if (error) {
    const again = <Button onClick={() => sheet.refetch()}>{t("retry")}</Button>;
    return <Alert type="error" showIcon title={t("title")} description={words(error)} action={again} />;
  }
  if (!evaluation.data || !sheet.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Whole key={`${id} ${kind} ${object}`} evaluation={evaluation.data} sheet={sheet.data} />;
}

function Whole({ evaluation, sheet }: { evaluation: Evaluation; sheet: ScoreSheet }) {
  const { object } = sheet.row;
  return (
    <article className="card-page">
      <SheetHead evaluation={evaluation} sheet={sheet} />
      <HeadTable evaluation={evaluation} sheet={sheet} />
      <ScoreTrend kind={object.kind} object={object.id} scheme={evaluation.scheme} />
    </article>
  );
}

function SheetHead({ evaluation, sheet }: { evaluation: Evaluation; sheet: ScoreSheet }) {
  const { t, i18n } = useTranslation("supervision");
  const { row, counters } = sheet;
  const grade = gradeLook(evaluation.scheme, row.grade);
  const facts: [string, string][] = [
    [t("scores.rank"), row.rank > 0 ? String(row.rank) : t("scores.unranked")],
    [t("scores.sample"), String(row.sample)],
    [t("scores.factor"), String(sheet.factor)],
    [t("scores.yearSignals"), t("scores.signals", counters)],
  ];
  if (counters.leads) facts.push([t("scores.leads"), t(`scores.leadsTo.${counters.leads}`)]);
  return (
    <header className="case-head">
      <div className="case-title">
        <h1>
          {named(row.object, i18n.language)} <Score row={row} />
        </h1>
        {grade && <Badge look={grade} />}
        <Badge look={evaluationLooks[sheet.period.status]} />
      </div>
      <dl className="case-facts">
        <Fact word={t("scores.period")} figure>
          <Link to="/supervision/scores/$id" params={{ id: sheet.period.id }}>
            {sheet.period.period}
          </Link>
        </Fact>
        {facts.map(([word, value]) => (
          <Fact key={word} word={word}>
            {value}
          </Fact>
        ))}
      </dl>
      {sheet.can_appeal && (
        <VerbButtons verbs={["appeal_score" as const]}>
          {(verb, title, close) => (
            <VerbDialog
              evaluation={evaluation}
              verb={verb}
              title={title}
              about={{ kind: row.object.kind, object: row.object.id }}
              onClose={close}
            />
          )}
        </VerbButtons>
      )}
    </header>
  );
}
