import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { Fact } from "../../shared/Fact";
import { RuleName } from "../../shared/RuleName";
import { legalInstant, named } from "../../show";
import { dueText } from "../../workbench/left";
import type { Card } from "./api";
import { AboutLink, Stand, Waiting } from "./CardTable";

/** Level, rule, case and unit of a card, how far it has come, whose turn it is and what is left of that clock. */
export function CardHead({ card, heading: Heading = "h1" }: { card: Card; heading?: "h1" | "h2" }) {
  const { t, i18n } = useTranslation("supervision");
  const { row } = card;
  const facts: [string, string | undefined][] = [
    [t("card.due"), dueText(row.due)],
    [t("card.issued"), row.issued && legalInstant(row.issued)],
    [t("card.opened"), row.opened && legalInstant(row.opened)],
    [t("card.answered"), row.answered && legalInstant(row.answered)],
    [t("card.withdrawn"), row.withdrawn && legalInstant(row.withdrawn)],
    [t("card.supervisor"), row.supervisor && named(row.supervisor, i18n.language)],
    [t("card.deduction"), card.deduction && t(`card.deducts.${card.deduction}`)],
  ];
  return (
    <header className={`case-head card-head card-${row.level}`}>
      <div className="case-title">
        <Badge look={levelLooks[row.level]} />
        <Heading>
          <RuleName row={row} /> {named(row.item, i18n.language)} <AboutLink card={row} />
        </Heading>
        <Stand card={row} />
        <Waiting card={row} />
        <Marks card={card} />
      </div>
      <dl className="case-facts">
        <Fact word={t("cards.unit")}>{named(row.unit, i18n.language)}</Fact>
        <Fact word={t("card.holder")}>{row.holder?.name ?? t("card.pool")}</Fact>
        {facts.map(([word, value]) => (
          <Fact key={word} word={word} figure>
            {value}
          </Fact>
        ))}
      </dl>
    </header>
  );
}

/** What else must not be overlooked about a card. */
function Marks({ card: { row, failures = 0, supersedes } }: { card: Card }) {
  const { t } = useTranslation("supervision");
  const lowered = row.issued_level && row.issued_level !== row.level;
  const marks = [
    row.provisional && (["calendar", "wait", t("card.provisional")] as const),
    lowered &&
      (["down", "mute", t("card.issuedAs", { level: t(`card.level.${row.issued_level as "yellow"}`) })] as const),
    row.self_corrected && (["check", "calm", t("card.selfCorrected")] as const),
    row.appealed && (["alert", "wait", t("card.appealed")] as const),
    failures > 0 && (["back", "wait", t("card.failures", { n: failures })] as const),
  ];
  return (
    <>
      {marks.map(
        (mark) =>
          mark && (
            <span key={mark[2]} className={`badge tone-${mark[1]}`}>
              <Icon name={mark[0]} />
              {mark[2]}
            </span>
          ),
      )}
      {row.superseded_by && <OtherCard id={row.superseded_by} word={t("card.supersededBy")} />}
      {supersedes && <OtherCard id={supersedes} word={t("card.supersedes")} />}
    </>
  );
}

function OtherCard({ id, word }: { id: string; word: string }) {
  return (
    <Link to="/cards/$id" params={{ id }}>
      {word}
    </Link>
  );
}
