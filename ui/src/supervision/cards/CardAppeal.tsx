import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { useGroundWord } from "../../shared/vocabulary";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { dueText, inWorkdays } from "../../workbench/left";
import type { Card } from "./api";
import { Act, Proofs } from "./CardRounds";
import { nameOf } from "./search";

/** The appeal against a card and what was decided on it; before it, until when one may be filed. */
export function CardAppeal({ card }: { card: Card }) {
  const { t, i18n } = useTranslation("supervision");
  const groundWord = useGroundWord();
  const { appeal, row } = card;
  if (!appeal) return null;
  const decided = appeal.status !== "pending";
  return (
    <section className="panel" aria-label={nameOf(t("appeal.title"), row)}>
      <div className="panel-head">
        <h2>{t("appeal.title")}</h2>
        <span className={`badge tone-${decided ? "calm" : "wait"}`}>
          <Icon name={decided ? "check" : "hourglass"} />
          {appeal.status === "pending" ? t("appeal.waits") : t(`cardCommand.outcome.${appeal.status}`)}
        </span>
        {!decided && appeal.due && (
          <LeftBadge
            limit={inWorkdays({
              due: appeal.due,
              workdays: row.waits?.for === "appeal" ? row.waits.workdays : undefined,
            })}
          />
        )}
      </div>
      <p className="hint">
        <time className="figure">{legalInstant(appeal.at)}</time> {appeal.by.name}{" "}
        {appeal.by.unit && named(appeal.by.unit, i18n.language)}
        {appeal.ground && ` · ${groundWord(appeal.ground)}`}
      </p>
      <p className="line-text">{appeal.text}</p>
      <Proofs card={row.id} files={appeal.files} />
      {appeal.decided && <Act card={row.id} act={appeal.decided} />}
    </section>
  );
}

/** Until when the unit may appeal. */
export function AppealUntil({ card }: { card: Card }) {
  const { t } = useTranslation("supervision");
  if (card.appeal || !card.appeal_until) return null;
  return <p className="hint lead">{t("appeal.until", { at: dueText(card.appeal_until) })}</p>;
}
