import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Alert, Button, Form, Input, QRCode, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useFieldWords } from "../faultWords";
import type { Me } from "../office/session";
import { askMe } from "../office/session";
import { confirmTotp, enrolTotp } from "./api";

/** Enrolling a device for one-time passwords: the secret counts once a code of it was given. */
export function TotpForm({ state }: { state: Me["totp"] }) {
  const { t } = useTranslation("account");
  const words = useFieldWords();
  const cache = useQueryClient();
  const router = useRouter();
  const enrol = useMutation({ mutationFn: enrolTotp });
  const confirm = useMutation({
    mutationFn: confirmTotp,
    onSuccess: async () => {
      enrol.reset();
      await askMe(cache);
      router.invalidate();
    },
  });
  const failure = enrol.error ?? confirm.error;
  const kind = { none: "info", required: "warning", enrolled: "success" } as const;
  return (
    <>
      <Alert type={kind[state]} showIcon title={t(`totp.${state}`)} />
      {failure && <Alert type="error" showIcon title={words(failure)} />}
      {enrol.data ? (
        <Form layout="vertical" onFinish={confirm.mutate} className="totp">
          <p>{t("totp.scan")}</p>
          <QRCode value={enrol.data.uri} aria-label={t("totp.scan")} />
          <Typography.Text copyable code>
            {enrol.data.secret}
          </Typography.Text>
          <Form.Item
            name="totp"
            label={t("totp.code")}
            rules={[{ required: true, pattern: /^[0-9]{6}$/, message: t("totp.code") }]}
          >
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            {t("totp.confirm")}
          </Button>
        </Form>
      ) : (
        <Button onClick={() => enrol.mutate()} loading={enrol.isPending}>
          {t("totp.begin")}
        </Button>
      )}
    </>
  );
}
