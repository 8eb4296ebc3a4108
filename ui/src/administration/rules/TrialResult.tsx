import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { statusLook } from "../../outcome";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { mostRows, outcomeOf, type TriedCase, type TriedRule, type TriedRules, tableOf } from "./trial";

type Shown = { found: TriedRules; running: boolean; period: string };

/** What a trial has come to: the counts of each rule, and the cases behind the rule that is chosen. */
export function TrialResult({ found, running, period }: Shown) {
  const { t } = useTranslation("administration");
  const [chosen, choose] = useState<TriedRule>();
  const rows = chosen
    ? found.rows.filter(({ rule, level }) => rule === chosen.rule && level === chosen.level)
    : found.rows;
  return (
    <>
      <p role="status" aria-live="polite">
        {t(running ? "trial.looking" : "trial.looked", { n: found.looked })}
        {found.hidden > 0 && ` ${t("trial.hidden", { n: found.hidden })}`}
        {found.rows.length >= mostRows && ` ${t("trial.most", { n: mostRows })}`}
      </p>
      <Rows<TriedRule>
        rowKey={({ rule, level }) => `${rule} ${level}`}
        columns={useRuleColumns(choose)}
        dataSource={found.rules}
        least={700}
        nothing={t(running ? "trial.wait" : "trial.nothing")}
      />
      {found.rows.length > 0 && (
        <>
          <div className="panel-head">
            <h2>{chosen ? t("trial.casesOf", { rule: chosen.rule }) : t("trial.cases")}</h2>
            {chosen && (
              <Button size="small" onClick={() => choose(undefined)}>
                {t("trial.all")}
              </Button>
            )}
            <Download rows={rows} period={period} />
          </div>
          <TriedCases rows={rows} />
        </>
      )}
    </>
  );
}

/** The cases behind the counts; each leads to its page. */
function TriedCases({ rows }: { rows: TriedCase[] }) {
  const { t } = useTranslation("administration");
  return (
    <Rows<TriedCase>
      rowKey={(row) => `${row.case} ${row.rule} ${row.level} ${row.clock} ${row.line ?? ""}`}
      columns={useCaseColumns()}
      dataSource={rows}
      least={980}
      nothing={t("trial.nothing")}
      pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
    />
  );
}

/** Gives the rows as a table for a spreadsheet; the browser makes the file. */
function Download({ rows, period }: { rows: TriedCase[]; period: string }) {
  const { t } = useTranslation("administration");
  const head = ["rule", "level", "outcome", "number", "item", "unit", "found", "would"] as const;
  const save = () => {
    const text = tableOf(
      head.map((key) => t(`trial.${key}`)),
      rows,
      (row) => [t(`trial.levels.${row.level}`), t(`trial.outcomes.${outcomeOf(row)}`)],
    );
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href: address, download: `rules_${period}.csv` }).click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button size="small" icon={<Icon name="download" />} onClick={save}>
      {t("trial.csv")}
    </Button>
  );
}

function useRuleColumns(choose: (rule: TriedRule) => void): TableColumnsType<TriedRule> {
  const { t, i18n } = useTranslation("administration");
  const figure = (key: "both" | "gained" | "lost") => ({
    title: t(`trial.outcomes.${key}`),
    width: 110,
    align: "right" as const,
    render: (_: unknown, rule: TriedRule) => <span className="figure">{rule[key]}</span>,
  });
  return [
    {
      title: t("trial.rule"),
      render: (_, rule) => (
        <button type="button" className="text-button" onClick={() => choose(rule)}>
          {rule.rule} {named(rule, i18n.language)}
        </button>
      ),
    },
    { title: t("trial.level"), width: 120, render: (_, rule) => <LevelOf rule={rule} /> },
    figure("both"),
    figure("gained"),
    figure("lost"),
  ];
}

function LevelOf({ rule }: { rule: { level: TriedRule["level"] } }) {
  const { t } = useTranslation("administration");
  return rule.level === "none" ? t("trial.levels.none") : <Badge look={levelLooks[rule.level]} />;
}

function useCaseColumns(): TableColumnsType<TriedCase> {
  const { t, i18n } = useTranslation("administration");
  const at = (instant?: string) => <span className="figure">{instant ? legalInstant(instant) : "–"}</span>;
  return [
    {
      title: t("trial.number"),
      width: 190,
      render: (_, row) => (
        <Link to="/cases/$id" params={{ id: row.case }} className="figure">
          {row.number}
        </Link>
      ),
    },
    { title: t("trial.item"), render: (_, row) => named(row.item, i18n.language) },
    { title: t("trial.unit"), render: (_, row) => named(row.unit, i18n.language) },
    { title: t("trial.status"), width: 110, render: (_, row) => <Badge look={statusLook(row.status, row.item)} /> },
    { title: t("trial.rule"), width: 90, render: (_, row) => row.rule },
    { title: t("trial.level"), width: 110, render: (_, row) => <LevelOf rule={row} /> },
    { title: t("trial.outcome"), width: 110, render: (_, row) => t(`trial.outcomes.${outcomeOf(row)}`) },
    { title: t("trial.found"), width: 150, render: (_, row) => at(row.found) },
    { title: t("trial.would"), width: 150, render: (_, row) => at(row.would) },
  ];
}
