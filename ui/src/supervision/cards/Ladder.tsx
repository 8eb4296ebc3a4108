import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { IconName } from "../../icons";
import type { Tone } from "../../looks";
import { Folded } from "../../shared/Folded";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { dueText } from "../../workbench/left";
import type { Card } from "./api";
import { type DrawnRung, drawn, type Rung, type RungState, readOf } from "./ladder";
import { nameOf } from "./search";

const rungLooks: Record<RungState, { icon: IconName; tone: Tone }> = {
  told: { icon: "check", tone: "calm" },
  empty: { icon: "alert", tone: "red" },
  next: { icon: "rise", tone: "wait" },
  ahead: { icon: "hourglass", tone: "mute" },
};

/** The ladder of a card from the top down: who was told at each rung and when, and when the next one is told. */
export function Ladder({ card }: { card: Card }) {
  const { t } = useTranslation("supervision");
  const { waits } = card.row;
  const resting = waits?.for !== "answer";
  const rungs = drawn(card.ladder, resting);
  return (
    <section className="panel" aria-label={nameOf(t("ladder.title"), card.row)}>
      <h2>{t("ladder.title")}</h2>
      {rungs.length === 0 && <p className="hint">{t("ladder.none")}</p>}
      {resting && rungs.length > 0 && <p className="hint">{t(waits ? "ladder.pausing" : "ladder.resting")}</p>}
      <ol className="ladder" reversed start={rungs[0]?.rung.rung}>
        {rungs.map((each) => (
          <OneRung key={each.rung.rung} {...each} notices={card.told ?? []} />
        ))}
      </ol>
    </section>
  );
}

function OneRung({ rung, state, notices }: DrawnRung & { notices: NonNullable<Card["told"]> }) {
  const { t, i18n } = useTranslation("supervision");
  const { icon, tone } = rungLooks[state];
  const officeWord = ({ recipient, unit }: NonNullable<Rung["tell"]>[number]) =>
    [unit && named(unit, i18n.language), t(`ladder.office.${recipient}`)].filter(Boolean).join(" ");
  return (
    <li className={`rung rung-${state}`}>
      <span className={`badge tone-${tone}`}>
        <Icon name={icon} />
        {t(`ladder.${state}`)}
      </span>
      <strong>{rung.rung === 0 ? t("ladder.atIssue") : t("ladder.rung", { n: rung.rung })}</strong>
      {rung.at && <time className="figure">{legalInstant(rung.at)}</time>}
      {state === "next" && rung.due && (
        <span>
          <time className="figure">{dueText(rung.due)}</time> <LeftBadge limit={{ due: rung.due }} quiet />
        </span>
      )}
      {rung.tell && <span className="rung-told">{rung.tell.map((office) => officeWord(office)).join("、")}</span>}
      {rung.told.length > 0 && (
        <Folded rows={rung.told} className="rung-told">
          {({ account, name }) => {
            const read = readOf(rung, account, notices);
            return (
              <li key={account}>
                {name} <small>{read ? t("ladder.read", { at: legalInstant(read) }) : t("ladder.unread")}</small>
              </li>
            );
          }}
        </Folded>
      )}
    </li>
  );
}
