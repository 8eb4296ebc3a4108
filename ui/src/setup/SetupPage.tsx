import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Alert, Button, Card, Form, Input, Result } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { useFaultWords } from "../faultWords";
import { api, got } from "../http";
import { LanguageSwitch } from "../office/LanguageSwitch";
import { Seal } from "../Seal";

type Setup = components["schemas"]["Setup"];
type Person = Omit<Setup["administrators"][number], "role">;

const roles = ["system_admin", "security_admin", "audit_admin"] as const;

/** The first administrators, named once by whoever holds the link: system, security and audit are three people. */
export function SetupPage() {
  const { t } = useTranslation(["account", "shell"]);
  const { token } = useParams({ from: "/setup/$token" });
  const path = { token };
  const good = useQuery({
    queryKey: ["setup", token],
    queryFn: () => got(api.GET("/setup/{token}", { params: { path } })),
    retry: false,
  });
  const create = useMutation({
    mutationFn: (body: Setup) => got(api.POST("/setup/{token}", { params: { path }, body })),
  });
  return (
    <main className="setup" id="content">
      <header>
        <Seal size={48} />
        <h1>{t("setup.title")}</h1>
        <LanguageSwitch />
      </header>
      {create.isSuccess && (
        <Result
          status="success"
          title={t("setup.done")}
          extra={
            <Link to="/login" search={{}}>
              {t("shell:signIn")}
            </Link>
          }
        />
      )}
      {good.isError && <Result status="warning" title={t("setup.dead")} />}
      {good.isSuccess && !create.isSuccess && (
        <Administrators create={create.mutate} pending={create.isPending} failure={create.error} />
      )}
    </main>
  );
}

type Props = { create: (setup: Setup) => void; pending: boolean; failure: Error | null };

function Administrators({ create, pending, failure }: Props) {
  const { t } = useTranslation(["account", "fault"]);
  const words = useFaultWords();
  const [form] = Form.useForm<Record<(typeof roles)[number], Person>>();
  const required = { required: true, message: t("fault:rule.required") };
  const distinct = {
    validator: async (_: unknown, login: string) => {
      const logins = roles.map((role) => form.getFieldValue([role, "login"]));
      if (login && logins.filter((other) => other === login).length > 1) throw new Error(t("setup.distinct"));
    },
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(people) => create({ administrators: roles.map((role) => ({ role, ...people[role] })) })}
    >
      <p>{t("setup.lead")}</p>
      {failure && <Alert type="error" showIcon title={words(failure)} />}
      <div className="setup-people">
        {roles.map((role) => (
          <Card key={role} title={t(`setup.${role}`)}>
            <Form.Item name={[role, "name"]} label={t("setup.name")} rules={[required]}>
              <Input maxLength={60} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name={[role, "login"]}
              label={t("setup.login")}
              extra={t("setup.loginHint")}
              rules={[required, { pattern: /^[A-Za-z0-9._-]{3,64}$/, message: t("setup.loginHint") }, distinct]}
            >
              <Input autoComplete="off" spellCheck={false} />
            </Form.Item>
            <Form.Item
              name={[role, "password"]}
              label={t("setup.password")}
              extra={t("password.hint")}
              rules={[required, { min: 10, message: t("password.hint") }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          </Card>
        ))}
      </div>
      <Button type="primary" size="large" htmlType="submit" loading={pending}>
        {t("setup.create")}
      </Button>
    </Form>
  );
}
