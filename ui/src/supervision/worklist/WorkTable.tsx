import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks, verbLook } from "../../looks";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { WithheldCommands } from "../cards/WithheldCommands";
import { CommandButtons } from "./CommandButtons";
import { verbsOf, type Work, workKey, workLooks } from "./work";

/** The work of a supervisor, each row with its clock and with what can be done about it at once. */
export function WorkTable({ rows, loading }: { rows: Work[]; loading: boolean }) {
  const { t } = useTranslation("supervision");
  return (
    <Rows<Work>
      rowKey={workKey}
      columns={useColumns()}
      dataSource={rows}
      loading={loading}
      pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
      least={1120}
      nothing={t("worklist.none")}
    />
  );
}

function useColumns(): TableColumnsType<Work> {
  const { t, i18n } = useTranslation("supervision");
  return [
    { title: t("worklist.what"), width: 200, render: (_, work) => <What work={work} /> },
    { title: t("worklist.about"), width: 170, render: (_, work) => <AboutWhat work={work} /> },
    { title: t("cards.item"), render: (_, work) => work.item && named(work.item, i18n.language) },
    { title: t("cards.unit"), width: 180, render: (_, work) => named(work.unit, i18n.language) },
    {
      title: t("worklist.since"),
      width: 136,
      render: (_, work) => <time className="figure">{legalInstant(work.since)}</time>,
    },
    { title: t("worklist.left"), width: 200, render: (_, work) => work.due && <LeftBadge limit={{ due: work.due }} /> },
    { title: t("worklist.act"), width: 150, render: (_, work) => <Act work={work} /> },
  ];
}

/** The case by its number; an incident by its kind; a card on a card has no case of its own. */
function AboutWhat({ work }: { work: Work }) {
  const { t } = useTranslation(["administration", "supervision"]);
  if (work.kind === "incident") {
    const kind = work.incident_kind ?? "";
    return [t(`incidents.kinds.${kind as "lost"}`, { defaultValue: kind }), work.number].filter(Boolean).join(" ");
  }
  if (work.number === "") return t("supervision:cards.onCard");
  return (
    <Link
      to="/cases/$id"
      params={{ id: work.subject }}
      hash={work.line ? `line-${work.line}` : ""}
      className="figure case-link"
    >
      {work.number}
    </Link>
  );
}

function What({ work }: { work: Work }) {
  const { t } = useTranslation("supervision");
  const { icon, tone } = workLooks[work.kind];
  return (
    <span className="command-buttons">
      <span className={`badge tone-${tone}`}>
        <Icon name={icon} />
        {t(`worklist.one.${work.kind}`)}
      </span>
      {work.level && work.level !== "none" && <Badge look={levelLooks[work.level]} />}
      {work.verb && <Badge look={verbLook(work.verb)} />}
      {work.by && <span className="hint">{work.by.name}</span>}
    </span>
  );
}

/** What is settled here has its commands here; the rest leads to its own page. */
function Act({ work }: { work: Work }) {
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
