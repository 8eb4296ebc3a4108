import { useQueries, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { legalInstant } from "../../show";
import "../../workbench/workbench.css";
import { RuleName } from "../../shared/RuleName";
import { type Case, caseQuery, evidenceAddress, explanationQuery } from "../../workbench/cases/api";
import { CaseHead } from "../../workbench/cases/CaseHead";
import { Procedure } from "../../workbench/cases/Procedure";
import { RecordDays } from "../../workbench/cases/RecordDays";
import { dueText } from "../../workbench/left";
import { cardQuery, paperAddress } from "../cards/api";
import { CardAppeal } from "../cards/CardAppeal";
import { CardEvidence } from "../cards/CardEvidence";
import { CardHead } from "../cards/CardHead";
import { CardPapers } from "../cards/CardPapers";
import { CardRounds } from "../cards/CardRounds";
import { Ladder } from "../cards/Ladder";
import { Rules } from "../explanation/Rules";
import "../../shared/shared.css";
import "../../workbench/cases/case.css";
import "../../workbench/commands/commands.css";
import "../supervision.css";
import { recordQuery } from "./api";
import { ClockTable } from "./ClockTable";

const route = getRouteApi("/shell/cases/$id/evidence");

/** One case's whole evidence on paper: how it stands, its clocks, its cards with what they rest on, every line. */
export function EvidencePage() {
  const { t } = useTranslation("supervision");
  const words = useFaultWords();
  const { id } = route.useParams();
  const { data, error } = useQuery(caseQuery(id));
  return (
    <article className="evidence-print">
      <header className="page-head no-print">
        <p>{t("print.title")}</p>
        <span className="filters">
          <Button type="primary" icon={<Icon name="printer" />} disabled={!data} onClick={() => window.print()}>
            {t("print.print")}
          </Button>
          <Button icon={<Icon name="download" />} href={evidenceAddress(id)} target="_blank" rel="noreferrer">
            {t("print.pdf")}
          </Button>
          <Link to="/cases/$id" params={{ id }}>
            {t("explain.toCase")}
          </Link>
        </span>
      </header>
      {error && <Alert type="error" showIcon title={words(error)} />}
      {data ? <Sheets found={data} /> : !error && <Skeleton active paragraph={{ rows: 12 }} />}
    </article>
  );
}

function Sheets({ found }: { found: Case }) {
  const { t } = useTranslation("supervision");
  const { id } = found.row;
  const record = useQuery(recordQuery(id));
  const explanation = useQuery(explanationQuery(id));
  const warnings = found.cards.filter(({ level }) => level === "warning");
  const issued = found.cards.filter(({ level }) => level !== "warning");
  const cards = useQueries({ queries: issued.map((card) => cardQuery(card.id)) });
  const missing = [record, explanation, ...cards].filter(({ isError }) => isError).length;
  const head = record.data?.at(-1);
  return (
    <>
      <CaseHead found={found} />
      {missing > 0 && <Alert type="warning" showIcon title={t("print.missing", { n: missing })} />}
      <ClockTable clocks={found.clocks} steps={found.steps} />
      <Procedure steps={found.steps} status={found.row.status} />
      <Warnings rows={warnings} />
      {cards.map(
        ({ data: card }) =>
          card && (
            <section key={card.row.id} className="sheet">
              <CardHead card={card} heading="h2" />
              <CardEvidence evidence={card.evidence} row={card.row} />
              <CardAppeal card={card} />
              <CardRounds card={card} />
              <CardPapers card={card} />
              <Ladder card={card} />
            </section>
          ),
      )}
      {explanation.data && (
        <section className="sheet" aria-labelledby="rules">
          <h2 id="rules">{t("print.rules", { at: legalInstant(explanation.data.at) })}</h2>
          <Rules traces={explanation.data.rules} />
        </section>
      )}
      <section className="sheet timeline" aria-labelledby="record">
        <h2 id="record">{t("print.record", { n: found.n })}</h2>
        <RecordDays lines={record.data ?? []} steps={found.steps} item={found.row.item} oldestFirst />
        {head && (
          <p className="hint">
            {t("print.head", { n: head.n })} <code>{head.hash}</code>
          </p>
        )}
      </section>
    </>
  );
}

/** Warnings are rows without evidence of their own. */
function Warnings({ rows }: { rows: Case["cards"] }) {
  const { t } = useTranslation(["supervision", "word"]);
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="warnings">
      <h2 id="warnings">{t("print.warnings", { n: rows.length })}</h2>
      <ul className="card-list">
        {rows.map((row) => (
          <li key={row.id}>
            <Badge look={levelLooks[row.level]} />
            <span>
              <RuleName row={row} />
            </span>
            <time className="figure">{dueText(row.due)}</time>
            {row.state === "issued" && (
              <a href={paperAddress(row.id, "warning_notice")} target="_blank" rel="noreferrer">
                <Icon name="printer" /> {t("word:notice.warning_notice")}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
