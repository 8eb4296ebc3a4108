import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { useLimitWords } from "../limitWords";
import { briefDue, type Left, type Limited, leftOf, pressureLooks } from "./left";
import { useNow } from "./now";

/** What is left of a limit: icon, words and tone together; below it the due instant. Nothing where there is no limit to keep. */
export function LeftBadge({ limit, quiet }: { limit: Limited | undefined; quiet?: boolean }) {
  const { t, i18n } = useTranslation("workbench");
  const words = useLeftWords();
  const now = useNow();
  if (limit === undefined) return null;
  const left = leftOf(limit, now);
  const { icon, tone } = pressureLooks[left.pressure];
  return (
    <span className="left">
      {limit.clock !== undefined && limit.clock !== "decision" && (
        <small className="hint">{t(`case.clock.${limit.clock as "acceptance"}`, { defaultValue: "" })}</small>
      )}
      <span className={`badge tone-${tone}`}>
        <Icon name={icon} />
        {words(left)}
      </span>
      {!quiet && limit.due !== undefined && !limit.stands && (
        <time className="left-due figure" dateTime={limit.due}>
          {briefDue(limit.due, i18n.language)}
        </time>
      )}
    </span>
  );
}

/** Words for what is left, e.g. "还剩 3 个工作日". */
export function useLeftWords() {
  const { t } = useTranslation("workbench");
  const limitWords = useLimitWords();
  return ({ pressure, n, unit }: Left): string =>
    n === 0 ? t(`left.${pressure}Bare`) : t(`left.${pressure}`, { amount: limitWords({ n, unit }) });
}
