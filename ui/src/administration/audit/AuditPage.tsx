import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouteContext } from "@tanstack/react-router";
import { Alert, Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { may } from "../../supervision/may";
import { AccountPicker } from "../appointments/AccountPicker";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { AuditTable } from "./AuditTable";
import { actionsOf } from "./actions";
import { type AuditResult, type AuditSearch, auditQuery, auditResults, caseByNumber } from "./api";
import { useActionWord } from "./useActionWord";

const route = getRouteApi("/shell/audit");

/** The auditor's search: sign-ins, refused attempts, who read a file and why. */
export function AuditPage() {
  const { t } = useTranslation("administration");
  const search = route.useSearch();
  const go = route.useNavigate();
  const list = useInfiniteQuery(auditQuery(search));
  const narrow = (change: Partial<AuditSearch>) =>
    go({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <section>
      <h1>{t("audit.title")}</h1>
      <p className="hint">{t("audit.intro")}</p>
      <Filters search={search} narrow={narrow} clear={() => go({ search: {}, replace: true })} />
      <Failure fault={list.error} again={list.refetch} />
      <AuditTable rows={list.data?.pages.flatMap((page) => page.rows) ?? []} loading={list.isPending} narrow={narrow} />
      <More list={list} />
    </section>
  );
}

type Asked = { search: AuditSearch; narrow: (change: Partial<AuditSearch>) => void; clear: () => void };

function Filters({ search, narrow, clear }: Asked) {
  const { t } = useTranslation("administration");
  const word = useActionWord();
  return (
    <search className="filters filters-wide">
      <WhatField search={search} narrow={narrow} />
      <WhoField search={search} narrow={narrow} />
      <Select<string>
        style={{ width: 190 }}
        aria-label={t("audit.action")}
        placeholder={t("audit.action")}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        value={search.action}
        options={actionsOf(search.action).map((value) => ({ value, label: word(value) }))}
        onChange={(action) => narrow({ action })}
      />
      <Select<AuditResult>
        style={{ width: 130 }}
        aria-label={t("audit.result")}
        placeholder={t("audit.result")}
        allowClear
        value={search.result}
        options={auditResults.map((value) => ({ value, label: t(`audit.results.${value}`) }))}
        onChange={(result) => narrow({ result })}
      />
      <DatePicker.RangePicker
        aria-label={t("audit.days")}
        placeholder={[t("audit.from"), t("audit.to")]}
        allowEmpty={[true, true]}
        value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
        onChange={(days) => narrow({ from: days?.[0]?.format("YYYY-MM-DD"), to: days?.[1]?.format("YYYY-MM-DD") })}
      />
      <Button type="text" onClick={clear}>
        {t("audit.clear")}
      </Button>
    </search>
  );
}

/** Who did it: chosen by who may see accounts, else named by the account's ID. */
function WhoField({ search, narrow }: Pick<Asked, "search" | "narrow">) {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  if (may(me, "account", "read")) {
    return (
      <AccountPicker
        value={search.account}
        label={t("audit.account")}
        onPick={(account) => narrow({ account: account?.id })}
      />
    );
  }
  return (
    <Input.Search
      key={search.account}
      style={{ width: 180 }}
      aria-label={t("audit.accountId")}
      placeholder={t("audit.accountId")}
      defaultValue={search.account}
      onSearch={(account) => narrow({ account: account.trim() || undefined })}
    />
  );
}

/** What the lines are about: an ID, or a case number, for which its ID is looked up. */
function WhatField({ search, narrow }: Pick<Asked, "search" | "narrow">) {
  const { t } = useTranslation("administration");
  const cache = useQueryClient();
  const [missing, tell] = useState(false);
  const look = async (typed: string) => {
    const text = typed.trim();
    tell(false);
    if (text === "") return narrow({ subject: undefined });
    const found = await cache.fetchQuery(caseByNumber(text)).catch(() => undefined);
    const one = found?.rows.find(({ number }) => number === text);
    if (one === undefined && found !== undefined && found.rows.length > 0) return tell(true);
    narrow({ subject: one?.id ?? text });
  };
  return (
    <>
      <Input.Search
        key={search.subject}
        style={{ width: 260 }}
        aria-label={t("audit.subject")}
        placeholder={t("audit.subject")}
        defaultValue={search.subject}
        onSearch={look}
      />
      {missing && <Alert type="warning" title={t("audit.whole")} />}
    </>
  );
}
