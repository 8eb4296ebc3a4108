import { useQuery } from "@tanstack/react-query";
import { Link, useRouteContext } from "@tanstack/react-router";
import { Button, Drawer, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { Rows } from "../../shared/Rows";
import { legalInstant } from "../../show";
import { may } from "../../supervision/may";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { SourceView } from "../source/SourceView";
import { type RuleSet, ruleSetsQuery } from "./api";
import { PublishRuleSet } from "./PublishRuleSet";

/** The supervision rule sets and their versions, each with its days in force. */
export function RuleSetsPage() {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { data, error, refetch, isPending } = useQuery(ruleSetsQuery);
  const [read, show] = useState<RuleSet>();
  const [writing, write] = useState<{ begin?: string }>();
  const mayWrite = may(me, "ruleset", "load", "publish");
  return (
    <section>
      <div className="page-head">
        <h1>{t("rules.title")}</h1>
        <Link to="/rule-sets/try">{t("trial.title")}</Link>
        {mayWrite && (
          <Button type="primary" icon={<Icon name="upload" />} onClick={() => write({})}>
            {t("rules.upload")}
          </Button>
        )}
      </div>
      <Failure fault={error} again={refetch} />
      <Rows<RuleSet>
        rowKey={({ name, version }) => `${name} ${version}`}
        columns={useColumns(show)}
        dataSource={data?.rows}
        loading={isPending}
        least={900}
        nothing={t("rules.none")}
      />
      {read && (
        <Drawer
          open
          size={880}
          title={`${read.name} ${read.version}`}
          onClose={() => show(undefined)}
          extra={
            mayWrite && (
              <Button
                onClick={() => {
                  write({ begin: read.source });
                  show(undefined);
                }}
              >
                {t("rules.next")}
              </Button>
            )
          }
        >
          <p>
            <Link to="/rule-sets/try" search={{ version: read.version }}>
              {t("trial.begin")}
            </Link>
          </p>
          <SourceView source={read.source ?? ""} label={t("source.yaml")} />
        </Drawer>
      )}
      {writing && (
        <Drawer open size={880} title={t("rules.upload")} onClose={() => write(undefined)}>
          <PublishRuleSet begin={writing.begin} onDone={() => write(undefined)} />
        </Drawer>
      )}
    </section>
  );
}

function useColumns(show: (set: RuleSet) => void): TableColumnsType<RuleSet> {
  const { t } = useTranslation("administration");
  return [
    {
      title: t("rules.name"),
      render: (_, set) => (
        <button type="button" className="text-button" onClick={() => show(set)}>
          {t(`rules.set.${set.name as "administrative-approval"}`, { defaultValue: set.name })}
        </button>
      ),
    },
    { title: t("rules.version"), width: 140, render: (_, set) => <span className="figure">{set.version}</span> },
    {
      title: t("rules.from"),
      width: 160,
      render: (_, set) => <span className="figure">{legalInstant(set.from)}</span>,
    },
    {
      title: t("rules.to"),
      width: 160,
      render: (_, set) => <span className="figure">{set.to ? legalInstant(set.to) : t("rules.open")}</span>,
    },
    {
      title: t("rules.by"),
      width: 140,
      render: (_, set) => (set.origin === "shipped" ? t("bundles.shipped") : set.by?.name),
    },
    {
      title: t("rules.state"),
      width: 120,
      render: (_, set) => (
        <span className={`badge tone-${set.current ? "good" : "mute"}`}>
          <Icon name={set.current ? "check" : "archive"} />
          {set.current ? t("rules.current") : t("rules.other")}
        </span>
      ),
    },
  ];
}
