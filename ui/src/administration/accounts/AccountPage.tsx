import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useRouteContext } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Fact } from "../../shared/Fact";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { legalInstant, named } from "../../show";
import { may } from "../../supervision/may";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../../workbench/cases/case.css";
import "../administration.css";
import { AppointDialog } from "../appointments/AppointDialog";
import { AppointmentTable } from "../appointments/AppointmentTable";
import { appointmentsQuery } from "../appointments/api";
import { AccountCommands } from "./AccountCommands";
import { AccountMarks } from "./AccountMarks";
import { type Account, accountQuery } from "./api";
import { ChangeAccountDialog } from "./ChangeAccountDialog";

const route = getRouteApi("/shell/accounts/$id");

/** One account: how it stands, what can be done with it, and its appointments. */
export function AccountPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(accountQuery(id));
  if (data) return <Whole account={data} />;
  return error ? <Failure fault={error} again={refetch} /> : <Skeleton active />;
}

function LastSignIn({ account }: { account: Account }) {
  const { t } = useTranslation("administration");
  return (
    <Fact word={t("accounts.lastSignIn")} figure>
      {account.last_sign_in ? legalInstant(account.last_sign_in) : t("accounts.never")}
    </Fact>
  );
}

/** Until when the key of another system is good, and when it was last used. */
function KeyFacts({ account }: { account: Account }) {
  const { t } = useTranslation("administration");
  const facts = [
    ["keyExpires", account.key_expires],
    ["keyUsed", account.key_used],
  ] as const;
  return facts.map(([word, at]) => (
    <Fact key={word} word={t(`accounts.${word}`)} figure>
      {at ? legalInstant(at) : "–"}
    </Fact>
  ));
}

function Whole({ account }: { account: Account }) {
  const { t, i18n } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const [open, show] = useState<"change" | "appoint">();
  const mayRead = may(me, "appointment", "read");
  const held = useInfiniteQuery({ ...appointmentsQuery({ account: account.id, past: true }), enabled: mayRead });
  const rows = mayRead ? held.data?.pages.flatMap((page) => page.rows) : account.appointments;
  const close = () => show(undefined);
  return (
    <article>
      <header className="case-head">
        <div className="case-title">
          <h1>
            {account.name} <span className="figure hint">{account.login}</span>
          </h1>
          <AccountMarks account={account} />
          <span className="shell-gap" />
          <Link to="/accounts">{t("accounts.back")}</Link>
        </div>
        <dl className="case-facts">
          <Fact word={t("accounts.unit")}>{account.unit ? named(account.unit, i18n.language) : "–"}</Fact>
          <Fact word={t("accounts.created")} figure>
            {account.created && legalInstant(account.created)}
          </Fact>
          {account.kind === "system" ? <KeyFacts account={account} /> : <LastSignIn account={account} />}
        </dl>
        <div className="form-foot">
          {may(me, "account", "change") && (
            <Button icon={<Icon name="draft" />} onClick={() => show("change")}>
              {t("accounts.change")}
            </Button>
          )}
          <AccountCommands account={account} />
        </div>
      </header>
      <section className="panel" aria-labelledby="appointments">
        <div className="panel-head">
          <h2 id="appointments">{t("appointments.of")}</h2>
          {may(me, "appointment", "appoint") && (
            <Button size="small" icon={<Icon name="plus" />} onClick={() => show("appoint")}>
              {t("appointments.appoint")}
            </Button>
          )}
        </div>
        <Failure fault={held.error} again={held.refetch} />
        <AppointmentTable rows={rows ?? []} withPerson={false} loading={held.isLoading} />
        <More list={held} />
      </section>
      {open === "change" && <ChangeAccountDialog account={account} onClose={close} />}
      {open === "appoint" && <AppointDialog account={account} onClose={close} />}
    </article>
  );
}
