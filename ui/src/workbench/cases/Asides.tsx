import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { verbLook } from "../../looks";
import { legalInstant } from "../../show";
import type { Case } from "./api";
import { correctionText } from "./timeline";

/** Urges and demands for an explanation, answered or not. */
export function Demands({ demands }: { demands: Case["demands"] }) {
  const { t } = useTranslation("workbench");
  if (demands.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="demands">
      <h2 id="demands">{t("case.demands")}</h2>
      <ul className="aside-list">
        {demands.map((demand) => (
          <li key={demand.line}>
            <Badge look={verbLook(demand.verb)} />
            <a href={`#line-${demand.line}`}>{t("case.line", { n: demand.line })}</a>
            <time className="figure hint">{legalInstant(demand.at)}</time>
            <span>{demand.by?.name}</span>
            {demand.answered > 0 ? (
              <span className="badge tone-good">
                <Icon name="check" />
                {t("case.answeredBy", { n: demand.answered })}
              </span>
            ) : (
              <span className="badge tone-wait">
                <Icon name="hourglass" />
                {t("case.unanswered")}
              </span>
            )}
            {demand.reason && <p className="line-text">{demand.reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Overrides that wait for the second supervisor. */
export function Pending({ pending }: { pending: Case["pending"] }) {
  const { t } = useTranslation("workbench");
  if (pending.length === 0) return null;
  return (
    <section className="panel panel-grave" aria-labelledby="pending">
      <h2 id="pending">{t("case.pending")}</h2>
      <ul className="aside-list">
        {pending.map((each) => (
          <li key={each.line}>
            <Badge look={verbLook(each.verb)} />
            <a href={`#line-${each.line}`}>{t("case.line", { n: each.line })}</a>
            {each.at && <time className="figure hint">{legalInstant(each.at)}</time>}
            <span>{each.by.name}</span>
            {each.correction && <span className="figure">{correctionText(each.correction)}</span>}
            {each.document && <span className="hint">{each.document}</span>}
            {each.reason && <p className="line-text">{each.reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What keeps everybody from acting. */
export function Incidents({ incidents }: { incidents: Case["incidents"] }) {
  const { t } = useTranslation("workbench");
  if (incidents.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="incidents">
      <h2 id="incidents">{t("case.incidents")}</h2>
      <ul className="aside-list">
        {incidents.map(({ key, raised, settled }) => (
          <li key={`${key} ${raised}`}>
            <span className={`badge tone-${settled ? "good" : "red"}`}>
              <Icon name={settled ? "check" : "alert"} />
              {settled ? t("case.settled") : t("incident")}
            </span>
            <span>{incidentWords(key, t)}</span>
            <time className="figure hint">{legalInstant(raised)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An incident's key is its kind, and behind a slash what it is about. */
function incidentWords(key: string, t: ReturnType<typeof useTranslation<"workbench">>["t"]): string {
  const [kind = "", ...about] = key.split("/");
  const word = t(`case.incident.${kind as "blocked"}`, { defaultValue: kind });
  return [word, ...about].join(" ");
}
