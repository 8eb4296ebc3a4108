import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { Button, Drawer, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { Rows } from "../../shared/Rows";
import { legalDate } from "../../show";
import { may } from "../../supervision/may";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { Diff } from "../changes/Diff";
import { SourceView } from "../source/SourceView";
import { type Scheme, schemesQuery } from "./api";
import { PublishScheme } from "./PublishScheme";

/** The schemes of performance measuring and their versions, each with the day from which it measures. */
export function SchemesPage() {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { data, error, refetch, isPending } = useQuery(schemesQuery);
  const [read, show] = useState<Scheme>();
  const [writing, write] = useState<{ begin: string }>();
  const mayWrite = may(me, "ruleset", "load", "publish");
  const current = data?.rows.find((scheme) => scheme.current);
  const next = (begin = "") => {
    write({ begin });
    show(undefined);
  };
  return (
    <section>
      <div className="page-head">
        <h1>{t("schemes.title")}</h1>
        {mayWrite && (
          <Button type="primary" icon={<Icon name="upload" />} onClick={() => next(current?.source)}>
            {t("schemes.upload")}
          </Button>
        )}
      </div>
      <p className="hint">{t("schemes.lead")}</p>
      <Failure fault={error} again={refetch} />
      <Rows<Scheme>
        rowKey="version"
        columns={useColumns(show)}
        dataSource={data?.rows}
        loading={isPending}
        least={560}
        nothing={t("schemes.none")}
      />
      {read && (
        <Drawer
          open
          size={880}
          title={`${t("schemes.title")} ${read.version}`}
          onClose={() => show(undefined)}
          extra={mayWrite && <Button onClick={() => next(read.source)}>{t("rules.next")}</Button>}
        >
          {current && !read.current && (
            <details className="scheme-difference" open>
              <summary>{t("schemes.difference", { version: current.version })}</summary>
              <Diff before={current.source ?? ""} after={read.source ?? ""} />
            </details>
          )}
          <SourceView source={read.source ?? ""} label={t("source.yaml")} />
        </Drawer>
      )}
      {writing && (
        <Drawer open size={880} title={t("schemes.upload")} onClose={() => write(undefined)}>
          <PublishScheme begin={writing.begin} current={current} onDone={() => write(undefined)} />
        </Drawer>
      )}
    </section>
  );
}

function useColumns(show: (scheme: Scheme) => void): TableColumnsType<Scheme> {
  const { t } = useTranslation("administration");
  return [
    {
      title: t("rules.version"),
      render: (_, scheme) => (
        <button type="button" className="text-button figure" onClick={() => show(scheme)}>
          {scheme.version}
        </button>
      ),
    },
    {
      title: t("schemes.from"),
      width: 160,
      render: (_, { from }) => <span className="figure">{legalDate(from)}</span>,
    },
    {
      title: t("rules.by"),
      width: 140,
      render: (_, { origin, by }) => (origin === "shipped" ? t("bundles.shipped") : by?.name),
    },
    {
      title: t("rules.state"),
      width: 120,
      render: (_, { current }) => (
        <span className={`badge tone-${current ? "good" : "mute"}`}>
          <Icon name={current ? "check" : "archive"} />
          {current ? t("rules.current") : t("rules.other")}
        </span>
      ),
    },
  ];
}
