import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Alert, Button, Form, Input, Result, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../faultWords";
import { LanguageSwitch } from "../office/LanguageSwitch";
import { Seal } from "../Seal";
import { legalInstant } from "../show";
import { acceptInvitation, invitationQuery } from "./api";
import { useSame } from "./same";

/** Where a person chooses the password of a new account, or a new one after a reset. The link works once. */
export function InvitationPage() {
  const { t } = useTranslation(["account", "shell"]);
  const { token } = useParams({ from: "/invitations/$token" });
  const good = useQuery(invitationQuery(token));
  const accept = useMutation({ mutationFn: (password: string) => acceptInvitation(token, password) });
  return (
    <main className="setup setup-narrow" id="content">
      <header>
        <Seal size={48} />
        <h1>{t("invitation.title")}</h1>
        <LanguageSwitch />
      </header>
      {good.isPending && <Skeleton active />}
      {good.isError && <Result status="warning" title={t("invitation.dead")} />}
      {accept.isSuccess && (
        <Result
          status="success"
          title={t("invitation.done")}
          extra={
            <Link to="/login" search={{}}>
              {t("shell:signIn")}
            </Link>
          }
        />
      )}
      {good.data && !accept.isSuccess && (
        <>
          <p>{t("invitation.lead", { login: good.data.login, at: legalInstant(good.data.expires) })}</p>
          <Chosen choose={accept.mutate} busy={accept.isPending} fault={accept.error} />
        </>
      )}
    </main>
  );
}

type Given = { choose: (password: string) => void; busy: boolean; fault: Error | null };

function Chosen({ choose, busy, fault }: Given) {
  const { t } = useTranslation(["account", "fault"]);
  const words = useFaultWords();
  const same = useSame("next");
  const required = { required: true, message: t("fault:rule.required") };
  return (
    <Form<{ next: string }> layout="vertical" size="large" requiredMark={false} onFinish={({ next }) => choose(next)}>
      {fault && <Alert type="error" showIcon role="alert" title={words(fault)} />}
      <Form.Item
        name="next"
        label={t("password.new")}
        extra={t("password.hint")}
        rules={[required, { min: 10, message: t("password.hint") }]}
      >
        <Input.Password autoComplete="new-password" autoFocus />
      </Form.Item>
      <Form.Item name="again" label={t("password.again")} dependencies={["next"]} rules={[required, same]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} block>
        {t("invitation.set")}
      </Button>
    </Form>
  );
}
