import { useTranslation } from "react-i18next";
import { go, useAddress, withSearch } from "../hall/address";
import { useLoaded } from "../hall/loaded";
import { useTitle } from "../hall/title";
import { Waiting } from "../hall/Waiting";
import { Icon } from "../Icon";
import { legalDate, named } from "../show";
import { type Chosen, listScores, type PublicScores, reportOf, tableOf } from "./api";
import { Method } from "./Method";
import { Heads, Ranking } from "./Ranking";
import "./published.css";

function chosenAt(address: string): Chosen {
  const search = new URL(address, location.origin).searchParams;
  return { organ: search.get("organ") ?? undefined, period: search.get("period") ?? undefined };
}

/** The published scores of units (绩效测评结果公开): ranking, trend and method, nobody's name. */
export function ScoresPage() {
  const { t } = useTranslation("published");
  useTitle(t("title"));
  const chosen = chosenAt(useAddress());
  const scores = useLoaded(JSON.stringify(chosen), () => listScores(chosen));
  return (
    <div className="column">
      <h1>{t("title")}</h1>
      <p>{t("lead")}</p>
      <Waiting on={scores}>{(found) => <Found found={found} />}</Waiting>
    </div>
  );
}

function Found({ found }: { found: PublicScores }) {
  const { t } = useTranslation("published");
  const { shown, scheme, rows } = found;
  if (!found.organ) return <p role="status">{t("none")}</p>;
  return (
    <>
      <Choice found={found} />
      {shown && scheme ? (
        <>
          <section className="sheet" aria-labelledby="ranking">
            <PublicationHead found={found} />
            <Ranking rows={rows} scheme={scheme} />
            <p className="fine">{t("rules.least", { n: scheme.least })}</p>
            <Heads rows={rows} scheme={scheme} />
          </section>
          <Method scheme={scheme} />
        </>
      ) : (
        <p role="status">{t("nothing")}</p>
      )}
    </>
  );
}

/** Which organ's and which period's results are shown. */
function Choice({ found: { organs, organ, periods, shown } }: { found: PublicScores }) {
  const { t, i18n } = useTranslation("published");
  const correcting = periods.filter((each) => each.correcting).map(({ period }) => period);
  return (
    <div className="score-choice print-hidden">
      {organs.length > 1 && (
        <label>
          {t("organ")}
          <select value={organ?.id} onChange={(event) => go(withSearch("/scores", { organ: event.target.value }))}>
            {organs.map((each) => (
              <option key={each.id} value={each.id}>
                {named(each, i18n.language)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t("period")}
        <select
          value={shown?.period ?? ""}
          onChange={(event) => go(withSearch("/scores", { organ: organ?.id, period: event.target.value }))}
        >
          {!shown && <option value="">{t("choose")}</option>}
          {periods.map(({ period, correcting: held }) => (
            <option key={period} value={period} disabled={held}>
              {held ? t("correctingShort", { period }) : period}
            </option>
          ))}
        </select>
      </label>
      {correcting.length > 0 && <p className="fine">{t("correcting", { list: correcting.join(t("between")) })}</p>}
    </div>
  );
}

function PublicationHead({ found: { shown, organ } }: { found: PublicScores }) {
  const { t, i18n } = useTranslation("published");
  if (!shown || !organ) return null;
  return (
    <>
      <h2 id="ranking">{t("ranking", { period: shown.period })}</h2>
      <p>
        {t("by", { organ: named(organ, i18n.language), begins: shown.begins, ends: shown.ends })}
        {shown.published && t("on", { date: legalDate(shown.published) })}
        {t("units", { n: shown.objects, ranked: shown.ranked })}
      </p>
      {shown.corrections > 0 && <p>{t("corrected", { n: shown.corrections })}</p>}
      <p className="score-files print-hidden">
        <button type="button" className="button" onClick={() => window.print()}>
          <Icon name="printer" /> {t("print")}
        </button>
        <a className="button" href={reportOf(shown.id, i18n.language)} target="_blank" rel="noreferrer">
          <Icon name="file" /> {t("report")}
        </a>
        <a className="button" href={tableOf(shown.id, i18n.language)} download>
          <Icon name="download" /> {t("table")}
        </a>
      </p>
    </>
  );
}
