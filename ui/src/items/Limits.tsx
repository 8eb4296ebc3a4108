import { useTranslation } from "react-i18next";
import { Go } from "../hall/Go";
import { useStatus } from "../hall/status";
import { Icon } from "../Icon";
import { halfDay, type Limit, useLimitWords } from "../limitWords";
import { named } from "../show";
import type { Guide } from "./api";

/** The item's time limits in large figures, with the way to apply. */
export function Limits({ guide }: { guide: Guide }) {
  const { t, i18n } = useTranslation(["item", "word"]);
  const status = useStatus();
  const limit = useLimitWords();
  const further = [
    [t("acceptance"), guide.acceptance],
    [t("delivery"), guide.delivery],
    [t("extension"), guide.extension],
  ] as const;
  return (
    <aside className="limits" aria-label={t("limits")}>
      <div className="limits-large">
        <Large label={t("promisedLimit")} limit={guide.promised} strong />
        <Large label={t("statutoryLimit")} limit={guide.statutory} />
      </div>
      <dl>
        {further.map(
          ([label, value]) =>
            value?.n !== undefined &&
            value.n > 0 && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{limit(value)}</dd>
              </div>
            ),
        )}
        <div>
          <dt>{t("fees")}</dt>
          <dd>{guide.free ? t("word:free") : guide.fees.map((fee) => named(fee, i18n.language)).join("、")}</dd>
        </div>
      </dl>
      {status?.open !== false && (
        <Go to={`/items/${guide.key}/apply`} className="button primary large">
          {t("apply")}
        </Go>
      )}
      <button type="button" className="button print-hidden" onClick={() => window.print()}>
        <Icon name="printer" />
        {t("print")}
      </button>
    </aside>
  );
}

function Large({ label, limit, strong }: { label: string; limit?: Limit; strong?: boolean }) {
  const { t } = useTranslation("word");
  if (!limit?.n) return null;
  const half = limit.unit === "workminute" && limit.n === halfDay;
  return (
    <p className={strong ? "large-limit large-limit-strong" : "large-limit"}>
      <span>{label}</span>
      <strong>
        {half ? t("halfDay") : <span className="figure">{limit.n}</span>}
        {!half && <small> {t(`unit.${limit.unit}`)}</small>}
      </strong>
    </p>
  );
}
