import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { statusLook } from "../../outcome";
import { Fact } from "../../shared/Fact";
import { legalInstant, named } from "../../show";
import type { Case } from "./api";
import { Printouts } from "./Printouts";

/** Number, item, status and level of a case, and the dates that the law asks about. */
export function CaseHead({ found }: { found: Case }) {
  const { t, i18n } = useTranslation("workbench");
  const { row } = found;
  const instants = [
    ["submitted", row.submitted],
    ["received", found.received],
    ["accepted", row.accepted],
    ["decided", row.decided],
    ["ended", row.ended],
  ] as const;
  return (
    <header className="case-head">
      <div className="case-title">
        <h1>
          <span className="figure">{row.number}</span> {named(row.item, i18n.language)}
        </h1>
        <Badge look={statusLook(row.status, row.item)} />
        {row.outcome && row.outcome !== row.status && <Badge look={statusLook(row.outcome, row.item)} />}
        {row.level !== "none" && <Badge look={levelLooks[row.level]} />}
        <Marks found={found} />
        <span className="shell-gap" />
        <Printouts found={found} />
      </div>
      <dl className="case-facts">
        <Fact word={t("column.applicant")}>{row.applicant}</Fact>
        <Fact word={t("column.unit")}>{named(row.unit, i18n.language)}</Fact>
        {instants.map(([word, at]) => (
          <Fact key={word} word={t(`case.${word}`)} figure>
            {at && <time dateTime={at}>{legalInstant(at)}</time>}
          </Fact>
        ))}
      </dl>
    </header>
  );
}

/** What else must not be overlooked about a case. */
function Marks({ found }: { found: Case }) {
  const { t, i18n } = useTranslation("workbench");
  const marks = [
    found.joint && (["people", "calm", t("case.parts.joint")] as const),
    found.agent?.id && (["hand", "calm", t("case.parts.agent", { unit: named(found.agent, i18n.language) })] as const),
    found.row.withheld && (["lock", "wait", t("case.withheld")] as const),
    found.row.incident && (["alert", "red", t("incident")] as const),
    found.deemed && (["info", "wait", t("case.deemed")] as const),
    (found.extended ?? 0) > 0 && (["calendar", "wait", t("case.extended", { n: found.extended })] as const),
    found.erased && (["trash", "mute", t("case.erased")] as const),
    found.row.demo && (["info", "mute", t("demo")] as const),
  ];
  return marks.map(
    (mark) =>
      mark && (
        <span key={mark[2]} className={`badge tone-${mark[1]}`}>
          <Icon name={mark[0]} />
          {mark[2]}
        </span>
      ),
  );
}
