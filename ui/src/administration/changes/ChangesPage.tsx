import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { DatePicker, Empty, Select, Skeleton } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { IconName } from "../../icons";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { legalInstant } from "../../show";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { type Change, type ChangeKind, changeKinds, changesQuery } from "./api";
import { Diff } from "./Diff";
import { Parts } from "./Parts";

const route = getRouteApi("/shell/changes");

const icons: Record<ChangeKind, IconName> = {
  calendar: "calendar",
  bundle: "book",
  rule_set: "card",
  appointment: "people",
  absence: "swap",
  account: "user",
};

/** Every change to rules, calendars, items, appointments, absences and accounts, with before and after. */
export function ChangesPage() {
  const { t } = useTranslation("administration");
  const search = route.useSearch();
  const go = route.useNavigate();
  const list = useInfiniteQuery(changesQuery(search));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section>
      <h1>{t("changes.title")}</h1>
      <search className="filters">
        <Select<ChangeKind>
          style={{ width: 160 }}
          aria-label={t("changes.kind")}
          placeholder={t("changes.kind")}
          allowClear
          value={search.kind}
          options={changeKinds.map((value) => ({ value, label: t(`changes.kinds.${value}`) }))}
          onChange={(kind) => go({ search: (before) => ({ ...before, kind }), replace: true })}
        />
        <DatePicker.RangePicker
          aria-label={t("audit.days")}
          placeholder={[t("audit.from"), t("audit.to")]}
          allowEmpty={[true, true]}
          value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
          onChange={(days) =>
            go({
              search: (before) => ({
                ...before,
                from: days?.[0]?.format("YYYY-MM-DD"),
                to: days?.[1]?.format("YYYY-MM-DD"),
              }),
              replace: true,
            })
          }
        />
      </search>
      <Failure fault={list.error} again={list.refetch} />
      {list.isPending && <Skeleton active />}
      {list.data && rows.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("changes.none")} />}
      {rows.map((change) => (
        <OneChange key={change.id} change={change} />
      ))}
      <More list={list} />
    </section>
  );
}

function OneChange({ change }: { change: Change }) {
  const { t } = useTranslation("administration");
  return (
    <section
      className="panel change"
      aria-label={`${t(`changes.kinds.${change.kind}`)} ${change.name ?? change.key} ${legalInstant(change.at)} ${change.id}`}
    >
      <header>
        <span className="badge tone-calm">
          <Icon name={icons[change.kind]} />
          {t(`changes.kinds.${change.kind}`)}
        </span>
        <strong title={change.key}>{change.name ?? change.key}</strong>
        <time className="figure">{legalInstant(change.at)}</time>
        <span>{change.by.name}</span>
        {change.reason && <span className="hint">{t("changes.reason", { reason: change.reason })}</span>}
      </header>
      {change.parts.length > 0 && <Parts parts={change.parts} />}
      {(change.before || change.after) && <Diff before={change.before ?? ""} after={change.after ?? ""} />}
    </section>
  );
}
