import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button, DatePicker, Skeleton } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import type { components } from "../../contract";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { legalInstant } from "../../show";
import "../../workbench/workbench.css";
import { explanationQuery } from "../../workbench/cases/api";
import { dueText } from "../../workbench/left";
import { standLook } from "../cards/looks";
import "../../shared/shared.css";
import "../../workbench/cases/case.css";
import "../supervision.css";
import { instantOf } from "./instant";
import { Rules } from "./Rules";
import { gravest, ladder, nextOf } from "./traces";

const route = getRouteApi("/shell/cases/$id/explanation");

/** Why a card was issued on a case at an instant, or none: rule by rule. The instant stands in the address. */
export function ExplanationPage() {
  const { t } = useTranslation("supervision");
  const words = useFaultWords();
  const { id } = route.useParams();
  const { at } = route.useSearch();
  const go = route.useNavigate();
  const { data, error } = useQuery(explanationQuery(id, at));
  return (
    <article className="explanation">
      <header className="page-head">
        <h1>{t("explain.title")}</h1>
        <Link to="/cases/$id" params={{ id }}>
          {t("explain.toCase")}
        </Link>
      </header>
      <div className="filters">
        <label htmlFor="explain-at">{t("explain.at")}</label>
        <DatePicker
          id="explain-at"
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t("explain.now")}
          value={at ? dayjs(legalInstant(at)) : null}
          onChange={(day) =>
            go({ search: day ? { at: instantOf(day.format("YYYY-MM-DDTHH:mm")) } : {}, replace: true })
          }
        />
        <Button icon={<Icon name="printer" />} onClick={() => window.print()}>
          {t("explain.print")}
        </Button>
      </div>
      {error && <Alert type="error" showIcon title={words(error)} />}
      {data ? <Answer found={data} /> : !error && <Skeleton active paragraph={{ rows: 8 }} />}
    </article>
  );
}

/** The answer: what had spoken, what was to come, then every rule with its reason. */
export function Answer({ found }: { found: components["schemas"]["Explanation"] }) {
  const { t } = useTranslation("supervision");
  const next = nextOf(found.rules, found.at);
  return (
    <>
      <p className="explain-sum">
        {t("explain.until", { at: legalInstant(found.at) })} <Badge look={levelLooks[gravest(found.rules)]} />{" "}
        {next?.at
          ? t("explain.next", { rule: next.rule === ladder ? t("ladder.title") : next.rule, at: dueText(next.at) })
          : t("explain.nothingAhead")}
      </p>
      <Rules traces={found.rules} />
      {found.marks.length > 0 && (
        <section className="panel" aria-labelledby="marks">
          <h2 id="marks">{t("explain.marks")}</h2>
          <ul className="card-list">
            {found.marks.map((card) => {
              const stand = standLook(card);
              return (
                <li key={card.id}>
                  <Link to="/cards/$id" params={{ id: card.id }}>
                    <Badge look={levelLooks[card.level]} />
                  </Link>
                  <span className="figure">{card.rule}</span>
                  <time className="figure">{dueText(card.due)}</time>
                  {stand && <Badge look={stand} />}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
