import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks, verbLook } from "../../looks";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { inWorkdays } from "../../workbench/left";
import { WithheldCommands } from "../cards/WithheldCommands";
import { CommandButtons } from "./CommandButtons";
import { type Group, tallied, verbsOf, type Work, workKey, workLooks } from "./work";

/** What waits, each sort of it once with how often it does. */
export function What({ works }: { works: Work[] }) {
  const { t } = useTranslation("supervision");
  return (
    <span className="marks">
      {tallied(works, ({ kind }) => kind).map(({ of: { kind }, n }) => (
        <span key={kind} className={`badge tone-${workLooks[kind].tone}`}>
          <Icon name={workLooks[kind].icon} />
          {t(`worklist.one.${kind}`)}
          {n > 1 && ` ×${n}`}
        </span>
      ))}
      {tallied(works, ({ level }) => (level === "none" ? undefined : level)).map(({ of: { level }, n }) => (
        <span key={level} className="marks">
          {level && <Badge look={levelLooks[level]} />}
          {n > 1 && <small className="figure">×{n}</small>}
        </span>
      ))}
      {tallied(works, ({ verb }) => verb).map(({ of: { verb, by } }) => (
        <span key={verb} className="marks">
          {verb && <Badge look={verbLook(verb)} />}
          {by && <span className="hint">{by.name}</span>}
        </span>
      ))}
    </span>
  );
}

/** The pieces of work of one row, one by one. */
export function WorkParts({ works }: { works: Group }) {
  const { t, i18n } = useTranslation("supervision");
  return (
    <ul className="work-parts" aria-label={t("worklist.parts", { number: works[0].number })}>
      {works.map((work) => (
        <li key={workKey(work)}>
          <What works={[work]} />
          <span>{named(work.unit, i18n.language)}</span>
          <time className="figure hint">{legalInstant(work.since)}</time>
          {work.due ? <LeftBadge limit={inWorkdays(work)} quiet /> : <span />}
          <Act work={work} />
        </li>
      ))}
    </ul>
  );
}

/** What is settled here has its commands here; the rest leads to its own page. */
export function Act({ work }: { work: Work }) {
  const { t } = useTranslation("supervision");
  const verbs = verbsOf(work);
  if (work.kind === "withheld" && work.card)
    return <WithheldCommands card={work.card} number={work.number} can={work.can} />;
  if (work.kind === "pending" && work.mine) return <span className="hint">{t("worklist.needsOther")}</span>;
  if (verbs.length > 0) {
    return <CommandButtons subject={work.subject} number={work.number} verbs={verbs} about={work} />;
  }
  if (work.kind === "card" && work.card) {
    return (
      <Link to="/cards/$id" params={{ id: work.card }}>
        {t("worklist.toCard")}
      </Link>
    );
  }
  if (work.kind === "incident") return <Link to="/incidents">{t("worklist.toIncident")}</Link>;
  return (
    <Link to="/cases/$id" params={{ id: work.subject }} hash={work.line ? `line-${work.line}` : ""}>
      {t("worklist.toCase")}
    </Link>
  );
}
