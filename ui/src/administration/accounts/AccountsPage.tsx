import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useRouteContext } from "@tanstack/react-router";
import { Button, Input, type TableColumnsType } from "antd";
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
import { AccountMarks } from "./AccountMarks";
import { type Account, accountsQuery } from "./api";
import { NewAccountDialog } from "./NewAccountDialog";

const route = getRouteApi("/shell/accounts");

/** Everybody who can sign in. */
export function AccountsPage() {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { q } = route.useSearch();
  const go = route.useNavigate();
  const [adding, add] = useState(false);
  const accounts = useInfiniteQuery(accountsQuery(q));
  const rows = accounts.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section>
      <div className="page-head">
        <h1>{t("accounts.title")}</h1>
        <div className="filters">
          <Input.Search
            style={{ width: 260 }}
            aria-label={t("accounts.find")}
            placeholder={t("accounts.find")}
            defaultValue={q}
            onSearch={(typed) => go({ search: typed.trim() ? { q: typed.trim() } : {}, replace: true })}
          />
          {may(me, "account", "create") && (
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => add(true)}>
              {t("accounts.create")}
            </Button>
          )}
        </div>
      </div>
      <Failure fault={accounts.error} again={accounts.refetch} />
      <Rows<Account>
        rowKey="id"
        columns={useColumns()}
        dataSource={rows}
        loading={accounts.isPending}
        least={960}
        nothing={t("accounts.none")}
      />
      <More list={accounts} />
      {adding && <NewAccountDialog onClose={() => add(false)} />}
    </section>
  );
}

function useColumns(): TableColumnsType<Account> {
  const { t, i18n } = useTranslation("administration");
  return [
    {
      title: t("accounts.login"),
      width: 200,
      render: (_, account) => (
        <Link to="/accounts/$id" params={{ id: account.id }} className="figure">
          {account.login}
        </Link>
      ),
    },
    { title: t("accounts.name"), dataIndex: "name", width: 140 },
    {
      title: t("accounts.unit"),
      ellipsis: true,
      render: (_, account) => account.unit && named(account.unit, i18n.language),
    },
    { title: t("accounts.state"), width: 260, render: (_, account) => <AccountMarks account={account} /> },
    {
      title: t("accounts.lastSignIn"),
      width: 150,
      render: (_, account) =>
        account.last_sign_in ? (
          <time className="figure">{legalInstant(account.last_sign_in)}</time>
        ) : (
          <span className="hint">{t("accounts.never")}</span>
        ),
    },
  ];
}
