import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readGuide } from "../../items/api";
import "../../items/items.css";
import { ProcedureDrawing, type StepMark } from "../../items/ProcedureDrawing";
import { Failure } from "../../shared/Failure";
import "../../shared/shared.css";
import { named } from "../../show";
import "../../workbench/workbench.css";
import { ItemPicker } from "../../workbench/search/ItemPicker";
import "../supervision.css";
import { type RiskPoint, risksQuery } from "./api";

const route = getRouteApi("/shell/risk-points");

/** The risk points of an item (风险点): its procedure, each step with the rules that watch it. */
export function RisksPage() {
  const { t, i18n } = useTranslation("supervision");
  const { item } = route.useSearch();
  const go = route.useNavigate();
  const risks = useQuery(risksQuery(item));
  return (
    <section>
      <h1>{t("risks.title")}</h1>
      <p className="hint">{t("risks.what")}</p>
      <search className="filters filters-wide">
        <ItemPicker
          label={t("cards.item")}
          value={item}
          onPick={(picked) => go({ search: { item: picked?.key }, replace: true })}
        />
      </search>
      <Failure fault={risks.error} again={risks.refetch} />
      {item === undefined && <p className="hint panel">{t("risks.choose")}</p>}
      {item !== undefined && risks.data && (
        <section className="panel" aria-labelledby="risks">
          <h2 id="risks">{named(risks.data.item, i18n.language)}</h2>
          <Drawn item={item} steps={risks.data.steps} />
          <PointTable item={item} steps={risks.data.steps} />
        </section>
      )}
    </section>
  );
}

type Shown = { item: string; steps: RiskPoint[] };

/** The procedure as a drawing: the more rules watch a step, the stronger its box. An item whose guide cannot be had has none. */
function Drawn({ item, steps }: Shown) {
  const { t } = useTranslation("supervision");
  const guide = useQuery({ queryKey: ["guide", item], queryFn: () => readGuide(item), retry: false });
  const most = Math.max(1, ...steps.map(({ rules }) => rules.length));
  const marks = new Map<string, StepMark>(
    steps.map(({ step, rules }) => [
      step,
      { text: t("risks.rules", { count: rules.length }), strength: rules.length / most },
    ]),
  );
  return guide.data ? <ProcedureDrawing steps={guide.data.steps} marks={marks} label={t("risks.title")} /> : null;
}

/** The same as a table, with what each rule has found. */
function PointTable({ item, steps }: Shown) {
  const { t, i18n } = useTranslation("supervision");
  return (
    <section className="sideways" aria-label={t("risks.title")} {...scrolled}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t("risks.step")}</th>
            <th>{t("risks.watched")}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((point) => (
            <tr key={point.step}>
              <th scope="row">{named(point, i18n.language)}</th>
              <td>
                {point.rules.length === 0 && <span className="hint">{t("risks.none")}</span>}
                <ul className="aside-list">
                  {point.rules.map((rule) => (
                    <li key={rule.code}>
                      <span className="figure">{rule.code}</span> {named(rule, i18n.language)}{" "}
                      {rule.class === "certain" ? (
                        <Link to="/cards" search={{ item }}>
                          {t("risks.cards")}
                        </Link>
                      ) : (
                        <Link to="/leads" search={{ rule: rule.code, item, all: true }}>
                          {t("risks.leads")}
                        </Link>
                      )}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What scrolls can be reached with the keyboard. */
const scrolled = { tabIndex: 0 };
