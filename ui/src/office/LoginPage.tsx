import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Alert, Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { useFaultWords } from "../faultWords";
import { Icon } from "../Icon";
import { Seal } from "../Seal";
import { DemoBanner } from "./DemoBanner";
import { LanguageSwitch } from "./LanguageSwitch";
import { cache, meQuery, signIn } from "./session";
import { useStatus } from "./status";

/** Sign-in of officials: name, password and, for those who must, the one-time password. */
export function LoginPage() {
  const { t } = useTranslation(["shell", "fault"]);
  const status = useStatus();
  const words = useFaultWords();
  const navigate = useNavigate();
  const { back } = useSearch({ from: "/login" });
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: (me) => {
      cache.setQueryData(meQuery.queryKey, me);
      navigate({ to: back ?? "/" });
    },
  });
  return (
    <>
      <DemoBanner />
      <div className="login">
        <header className="login-motto">
          <div className="brand brand-large">
            <Seal size={52} />
            <div>
              <strong>{t("name")}</strong>
              <span>{t("subtitle")}</span>
            </div>
          </div>
          <div>
            <p className="motto">{t("motto")}</p>
            <p>{t("mottoLong")}</p>
          </div>
          <a href="/">
            <Icon name="home" /> {t("hall")}
          </a>
        </header>
        <main className="login-form" id="content">
          <div className="login-corner">
            <LanguageSwitch />
          </div>
          <h1>{t("signInTitle")}</h1>
          {enter.error && <Alert type="error" showIcon title={words(enter.error)} role="alert" />}
          <Form<components["schemas"]["SignIn"]>
            layout="vertical"
            size="large"
            requiredMark={false}
            onFinish={(form) => enter.mutate({ ...form, totp: form.totp || undefined })}
          >
            <Form.Item name="login" label={t("login")} rules={[{ required: true, message: t("fault:rule.required") }]}>
              <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
            </Form.Item>
            <Form.Item
              name="password"
              label={t("password")}
              rules={[{ required: true, message: t("fault:rule.required") }]}
            >
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            {status?.totp && (
              <Form.Item name="totp" label={t("totp")} extra={t("totpHint")}>
                <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
              </Form.Item>
            )}
            <Button type="primary" htmlType="submit" block loading={enter.isPending}>
              {t("signIn")}
            </Button>
          </Form>
          {status?.oidc && (
            <a className="login-oidc" href={`/api/v1/sessions/oidc?back=${encodeURIComponent("/office")}`}>
              <Icon name="shield" /> {t("oidc")}
            </a>
          )}
        </main>
      </div>
    </>
  );
}
