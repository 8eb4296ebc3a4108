import { Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { Fault } from "../../fault";
import { Failure } from "../../shared/Failure";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { createAccount, type NewAccount } from "./api";
import { OnceShown } from "./OnceShown";

const kinds = ["person", "system"] as const;

/** Creates an account. A person gets a one-time link, another system a key; both are shown once. */
export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["administration", "fault"]);
  const [form] = Form.useForm<NewAccount>();
  const kind = Form.useWatch("kind", form);
  const creating = useKeyedAct(createAccount, [["accounts"]]);
  const create = (given: NewAccount) =>
    creating.mutate(
      { ...given, identity: given.identity?.trim() || undefined },
      {
        onError: (fault) => {
          const faults = fault instanceof Fault ? fault.faults : [];
          form.setFields(
            faults.map(({ field, sentence }) => ({ name: field.slice(1) as "login", errors: [sentence] })),
          );
        },
      },
    );
  if (creating.data) return <OnceShown created={creating.data} onClose={onClose} />;
  const required = { required: true, whitespace: true, message: t("fault:rule.required") };
  return (
    <Modal
      open
      title={t("accounts.create")}
      okText={t("accounts.create")}
      okButtonProps={{ loading: creating.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Failure fault={creating.error} />
      <Form<NewAccount>
        form={form}
        name="account"
        layout="vertical"
        initialValues={{ kind: "person" }}
        onFinish={create}
      >
        <Form.Item name="kind" label={t("accounts.kind")}>
          <Radio.Group options={kinds.map((value) => ({ value, label: t(`accounts.kinds.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="login"
          label={t("accounts.login")}
          extra={t("accounts.loginHint")}
          rules={[required, { pattern: /^[A-Za-z0-9._-]{3,64}$/, message: t("accounts.loginHint") }]}
        >
          <Input autoFocus autoCapitalize="none" spellCheck={false} autoComplete="off" maxLength={64} />
        </Form.Item>
        <Form.Item name="name" label={t("accounts.name")} rules={[required]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        {kind === "system" ? (
          <p className="hint">{t("accounts.systemHint")}</p>
        ) : (
          <Form.Item name="identity" label={t("accounts.identity")} extra={t("accounts.identityHint")}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
