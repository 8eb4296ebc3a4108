import { Link } from "@tanstack/react-router";
import { Empty, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { CommandButtons } from "./CommandButtons";
import { verbsOf, type Work, workKey, workLooks } from "./work";

/** The work of a supervisor, each row with its clock and with what can be done about it at once. */
export function WorkTable({ rows, loading }: { rows: Work[]; loading: boolean }) {
  const { t } = useTranslation("supervision");
  return (
    <Table<Work>
      size="small"
      rowKey={workKey}
      columns={useColumns()}
      dataSource={rows}
      loading={loading}
      pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 1120 }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("worklist.none")} /> }}
    />
  );
}

function useColumns(): TableColumnsType<Work> {
  const { t, i18n } = useTranslation("supervision");
  return [
    { title: t("worklist.what"), width: 190, render: (_, work) => <What work={work} /> },
    { title: t("worklist.about"), width: 180, render: (_, work) => <AboutWhat work={work} /> },
    { title: t("cards.item"), ellipsis: true, render: (_, work) => named(work.item, i18n.language) },
    { title: t("cards.unit"), width: 200, ellipsis: true, render: (_, work) => named(work.unit, i18n.language) },
    {
      title: t("worklist.since"),
      width: 140,
      render: (_, work) => <time className="figure">{legalInstant(work.since)}</time>,
    },
    { title: t("worklist.left"), width: 160, render: (_, work) => work.due && <LeftBadge limit={{ due: work.due }} /> },
    { title: t("worklist.act"), width: 190, render: (_, work) => <Act work={work} /> },
  ];
}

/** The case by its number; an incident by its kind; a card on a card has no case of its own. */
function AboutWhat({ work }: { work: Work }) {
  const { t } = useTranslation(["administration", "supervision"]);
  if (work.kind === "incident") return t(`incidents.kinds.${work.number as "lost"}`, { defaultValue: work.number });
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
    </span>
  );
}

/** What is settled here has its commands here; the rest leads to its own page. */
function Act({ work }: { work: Work }) {
  const { t } = useTranslation("supervision");
  const verbs = verbsOf(work.kind);
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
