import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useRouteContext } from "@tanstack/react-router";
import { Button, Drawer, Input, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { may } from "../../supervision/may";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { type Bundle, bundlesQuery } from "./api";
import { PublishBundle } from "./PublishBundle";

const route = getRouteApi("/shell/bundles");

/** The published items, or every version of one, and publishing another. */
export function BundlesPage() {
  const { t, i18n } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { item } = route.useSearch();
  const [typed, type] = useState("");
  const [writing, write] = useState(false);
  const bundles = useInfiniteQuery(bundlesQuery(item));
  const all = bundles.data?.pages.flatMap((page) => page.rows) ?? [];
  const rows = all.filter((row) => `${named(row, i18n.language)} ${row.item}`.includes(typed.trim()));
  return (
    <section>
      <div className="page-head">
        <h1>
          {item ? t("bundles.versionsOf", { item: all[0] ? named(all[0], i18n.language) : item }) : t("bundles.title")}
        </h1>
        <div className="filters">
          {item && <Link to="/bundles">{t("bundles.all")}</Link>}
          <Input
            style={{ width: 240 }}
            prefix={<Icon name="search" />}
            aria-label={t("bundles.find")}
            placeholder={t("bundles.find")}
            allowClear
            value={typed}
            onChange={(event) => type(event.target.value)}
          />
          {may(me, "bundle", "load", "publish") && (
            <Button type="primary" icon={<Icon name="upload" />} onClick={() => write(true)}>
              {t("bundles.upload")}
            </Button>
          )}
        </div>
      </div>
      <Failure fault={bundles.error} again={bundles.refetch} />
      <Rows<Bundle>
        rowKey={(row) => `${row.hash} ${row.published}`}
        columns={useColumns(
          item === undefined,
          all.some((row) => row.open_cases !== undefined),
        )}
        dataSource={rows}
        loading={bundles.isPending}
        least={1000}
        nothing={t("bundles.none")}
      />
      <More list={bundles} />
      {writing && (
        <Drawer open size={880} title={t("bundles.upload")} onClose={() => write(false)}>
          <PublishBundle onDone={() => write(false)} />
        </Drawer>
      )}
    </section>
  );
}

function useColumns(items: boolean, counted: boolean): TableColumnsType<Bundle> {
  const { t, i18n } = useTranslation("administration");
  const openCases: TableColumnsType<Bundle>[number] = {
    title: t("bundles.open"),
    width: 110,
    align: "right",
    render: (_, row) =>
      row.open_cases === undefined ? null : (
        <Link to="/cases" search={{ item: row.item, state: "open" }} className="figure">
          {row.open_cases}
        </Link>
      ),
  };
  return [
    {
      title: t("bundles.item"),
      ellipsis: true,
      render: (_, row) => (
        <Link to="/bundles/$hash" params={{ hash: row.hash }}>
          {named(row, i18n.language)}
        </Link>
      ),
    },
    {
      title: t("bundles.version"),
      width: 100,
      render: (_, row) => <span className="figure">{row.version ?? "–"}</span>,
    },
    {
      title: t("bundles.hash"),
      width: 130,
      render: (_, row) => (
        <code className="hash" title={row.hash}>
          {row.hash.slice(0, 12)}
        </code>
      ),
    },
    {
      title: t("bundles.published"),
      width: 200,
      render: (_, row) => (
        <>
          <time className="figure">{legalInstant(row.published)}</time>{" "}
          <span className="hint">{row.origin === "shipped" ? t("bundles.shipped") : row.by?.name}</span>
        </>
      ),
    },
    ...(counted ? [openCases] : []),
    {
      title: t("bundles.state"),
      width: 130,
      render: (_, row) => (
        <span className={`badge tone-${row.current ? "good" : "mute"}`}>
          <Icon name={row.current ? "check" : "archive"} />
          {row.current ? t("bundles.current") : t("bundles.former")}
        </span>
      ),
    },
    ...(items
      ? [
          {
            title: t("bundles.versions"),
            width: 110,
            render: (_: unknown, row: Bundle) => (
              <Link to="/bundles" search={{ item: row.item }}>
                {t("bundles.allVersions")}
              </Link>
            ),
          },
        ]
      : []),
  ];
}
