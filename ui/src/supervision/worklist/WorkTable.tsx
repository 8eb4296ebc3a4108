import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { inWorkdays } from "../../workbench/left";
import { Act, What, WorkParts } from "./WorkParts";
import { type Group, grouped, tallied, type Work, workKey } from "./work";

/** The work of a supervisor, one row for each case with all its signals, with what can be done about them at once. */
export function WorkTable({ rows, loading }: { rows: Work[]; loading: boolean }) {
  const { t } = useTranslation("supervision");
  const [open, setOpen] = useState<string[]>([]);
  const toggle = (key: string) => setOpen(open.includes(key) ? open.filter((each) => each !== key) : [...open, key]);
  return (
    <Rows<Group>
      rowKey={groupKey}
      columns={useColumns(open, toggle)}
      dataSource={grouped(rows)}
      loading={loading}
      pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
      expandable={{
        expandedRowKeys: open,
        showExpandColumn: false,
        expandedRowRender: (works) => <WorkParts works={works} />,
      }}
      least={990}
      nothing={t("worklist.none")}
    />
  );
}

const groupKey = ([first]: Group) => workKey(first);

function useColumns(open: string[], toggle: (key: string) => void): TableColumnsType<Group> {
  const { t, i18n } = useTranslation("supervision");
  return [
    { title: t("worklist.about"), render: (_, [work]) => <AboutWhat work={work} /> },
    { title: t("worklist.what"), width: 216, render: (_, works) => <What works={works} /> },
    {
      title: t("cards.unit"),
      width: 176,
      render: (_, works) => {
        const [unit, ...others] = tallied(works, (work) => work.unit.id).map(({ of }) => named(of.unit, i18n.language));
        return (
          <>
            {unit} {others.length > 0 && <span className="hint">{t("worklist.others", { n: others.length })}</span>}
          </>
        );
      },
    },
    {
      title: t("worklist.since"),
      width: 132,
      render: (_, [work]) => <time className="figure">{legalInstant(work.since)}</time>,
    },
    {
      title: t("worklist.left"),
      width: 176,
      render: (_, [work]) => work.due && <LeftBadge limit={inWorkdays(work)} />,
    },
    {
      title: t("worklist.act"),
      width: 132,
      render: (_, works) => <ActOrUnfold works={works} open={open} toggle={toggle} />,
    },
  ];
}

/** One piece of work is done from its row; several are unfolded below it. */
function ActOrUnfold({ works, open, toggle }: { works: Group; open: string[]; toggle: (key: string) => void }) {
  const { t } = useTranslation("supervision");
  const key = groupKey(works);
  if (works.length === 1) return <Act work={works[0]} />;
  const shown = open.includes(key);
  const word = t("worklist.unfold", { n: works.length });
  return (
    <Button
      size="small"
      aria-expanded={shown}
      aria-label={`${word} ${works[0].number}`}
      icon={<Icon name={shown ? "up" : "down"} size={12} />}
      iconPlacement="end"
      onClick={() => toggle(key)}
    >
      {word}
    </Button>
  );
}

/** The case by its number and item; an incident by its kind; a card on a card has no case of its own. */
function AboutWhat({ work }: { work: Work }) {
  const { t, i18n } = useTranslation(["administration", "supervision"]);
  if (work.kind === "incident") {
    const kind = work.incident_kind ?? "";
    return [t(`incidents.kinds.${kind as "lost"}`, { defaultValue: kind }), work.number].filter(Boolean).join(" ");
  }
  if (work.number === "") return t("supervision:cards.onCard");
  return (
    <span className="case-cell">
      <Link
        to="/cases/$id"
        params={{ id: work.subject }}
        hash={work.line ? `line-${work.line}` : ""}
        className="figure case-link"
      >
        {work.number}
      </Link>
      <span>{work.item && named(work.item, i18n.language)}</span>
    </span>
  );
}
