import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Alert, Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useFieldWords } from "../faultWords";
import { askMe } from "../office/session";
import { changePassword } from "./api";
import { useSame } from "./same";

type Fields = { old: string; next: string; again: string };

export function PasswordForm({ must }: { must: boolean }) {
  const { t } = useTranslation(["account", "fault"]);
  const words = useFieldWords();
  const cache = useQueryClient();
  const router = useRouter();
  const [form] = Form.useForm<Fields>();
  const change = useMutation({
    mutationFn: ({ old, next }: Fields) => changePassword({ old, new: next }),
    onSuccess: async () => {
      form.resetFields();
      await askMe(cache);
      router.invalidate();
    },
  });
  const required = { required: true, message: t("fault:rule.required") };
  const same = useSame("next");
  return (
    <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={change.mutate} style={{ maxWidth: 360 }}>
      {must && !change.isSuccess && <Alert type="warning" showIcon title={t("password.must")} />}
      {change.isSuccess && <Alert type="success" showIcon title={t("password.changed")} />}
      {change.error && <Alert type="error" showIcon title={words(change.error)} />}
      <Form.Item name="old" label={t("password.old")} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t("password.new")}
        extra={t("password.hint")}
        rules={[required, { min: 10, message: t("password.hint") }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="again" label={t("password.again")} dependencies={["next"]} rules={[required, same]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t("password.change")}
      </Button>
    </Form>
  );
}
